import { z } from 'zod';
import type { QuotaFigure } from '../nova/types.ts';

const usageSchema = z.object({ limit: z.number(), in_use: z.number(), reserved: z.number().default(0) });

export const cinderQuotaAnswerSchema = z.object({ quota_set: z.object({ volumes: usageSchema, gigabytes: usageSchema }) });

export function toQuotaFigure(usage: z.infer<typeof usageSchema>): QuotaFigure {
  return { used: usage.in_use + usage.reserved, limit: usage.limit };
}

export const volumeTypesAnswerSchema = z.object({
  volume_types: z.array(z.object({ id: z.string(), name: z.string() })),
  volume_type_links: z.array(z.object({ rel: z.string(), href: z.string() })).nullish(),
});
