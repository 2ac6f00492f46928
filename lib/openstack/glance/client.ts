import { isPortalError } from '#lib/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import { markerOf, readAllPages } from '#lib/openstack/pages.ts';
import { imageSchema, imagesAnswerSchema, toImage } from './schemas.ts';
import type { GlanceClient } from './types.ts';

/** Glance gives 25 a page when not asked, and never more than its `api_limit_max` (1000). */
const pageSize = 1_000;

/** Neither those switched off nor those that are going. */
const listedStatuses = ['active', 'queued', 'saving', 'uploading', 'importing'];

export function makeGlanceClient(transport: Transport): GlanceClient {
  return {
    async listImages() {
      return readAllPages('glance', 'image list', async (marker) => {
        const page = await transport.get('/images', imagesAnswerSchema, {
          subject: 'image list',
          query: { status: `in:${listedStatuses.join(',')}`, sort: 'created_at:desc', limit: pageSize, marker },
        });
        return { items: page.images.map(toImage), next: markerOf(page.next) };
      });
    },
    async findImage(imageId) {
      try {
        return toImage(await transport.get(`/images/${encodeURIComponent(imageId)}`, imageSchema, { subject: 'image' }));
      } catch (error) {
        if (isPortalError(error, 'NOT_FOUND')) return null;
        throw error;
      }
    },
  };
}
