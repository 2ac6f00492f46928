import type { Transport } from '#lib/openstack/http.ts';
import { nextMarker, readAllPages } from '#lib/openstack/pages.ts';
import { cinderQuotaAnswerSchema, toQuotaFigure, volumeTypesAnswerSchema } from './schemas.ts';
import type { CinderClient } from './types.ts';

const pageSize = 1_000;

/** No microversion is sent: both calls are as they were in 3.0, which every release since serves by default. */
export function makeCinderClient(transport: Transport, projectId: string): CinderClient {
  return {
    async getQuota() {
      const { quota_set: quota } = await transport.get(
        `/os-quota-sets/${encodeURIComponent(projectId)}`,
        cinderQuotaAnswerSchema,
        { subject: 'volume quota', query: { usage: true } },
      );
      return { volumes: toQuotaFigure(quota.volumes), gigabytes: toQuotaFigure(quota.gigabytes) };
    },
    async listVolumeTypes() {
      return readAllPages('cinder', 'volume type list', async (marker) => {
        const page = await transport.get('/types', volumeTypesAnswerSchema, {
          subject: 'volume type list',
          query: { limit: pageSize, marker },
        });
        return { items: page.volume_types.map(({ id, name }) => ({ id, name })), next: nextMarker(page.volume_type_links) };
      });
    },
  };
}
