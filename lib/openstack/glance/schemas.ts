import { z } from 'zod';
import type { Image } from './types.ts';

/** Glance puts an image's own properties beside the fixed ones. */
export const imageSchema = z
  .object({
    id: z.string(),
    name: z.string().nullish(),
    status: z.string(),
    visibility: z.string(),
    size: z.number().nullish(),
    min_disk: z.number().default(0),
    min_ram: z.number().default(0),
    os_distro: z.string().nullish(),
    os_version: z.string().nullish(),
    created_at: z.iso.datetime({ offset: true }),
  })
  .catchall(z.unknown());

export const imagesAnswerSchema = z.object({ images: z.array(imageSchema), next: z.string().nullish() });

const fixed = new Set([
  'id', 'name', 'status', 'visibility', 'size', 'virtual_size', 'min_disk', 'min_ram', 'os_distro', 'os_version',
  'created_at', 'updated_at', 'self', 'file', 'schema', 'checksum', 'os_hash_algo', 'os_hash_value', 'owner', 'direct_url',
]);

export function toImage(image: z.infer<typeof imageSchema>): Image {
  const properties: Record<string, string> = {};
  for (const [key, value] of Object.entries(image)) {
    if (!fixed.has(key) && typeof value === 'string') properties[key] = value;
  }
  return {
    id: image.id,
    name: image.name ?? image.id,
    status: image.status,
    visibility: image.visibility,
    sizeBytes: image.size ?? null,
    minDiskGib: image.min_disk,
    minRamMib: image.min_ram,
    osDistro: image.os_distro ?? null,
    osVersion: image.os_version ?? null,
    properties,
    createdAt: new Date(image.created_at),
  };
}
