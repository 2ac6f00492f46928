import { isPortalError } from '#lib/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import { nextMarker, readAllPages } from '#lib/openstack/pages.ts';
import { loadBalancersAnswerSchema, octaviaQuotaAnswerSchema } from './schemas.ts';
import type { OctaviaClient } from './types.ts';

const pageSize = 1_000;

export function makeOctaviaClient(transport: Transport, projectId: string): OctaviaClient {
  return {
    async getQuota() {
      const [used, limit] = await Promise.all([countLoadBalancers(transport, projectId), readLimit(transport, projectId)]);
      return { loadBalancers: { used, limit } };
    },
  };
}

/** Octavia's quota answer has limits only, never the use. @throws FORBIDDEN for a role Octavia gives nothing, e.g. a plain reader */
async function countLoadBalancers(transport: Transport, projectId: string): Promise<number> {
  const items = await readAllPages('octavia', 'load balancer list', async (marker) => {
    const page = await transport.get('/lbaas/loadbalancers', loadBalancersAnswerSchema, {
      subject: 'load balancer list',
      query: { fields: 'id', project_id: projectId, limit: pageSize, marker },
    });
    return { items: page.loadbalancers, next: nextMarker(page.loadbalancers_links) };
  });
  return items.length;
}

/** By Octavia's default policy only load-balancer_quota_admin and admins read it. */
async function readLimit(transport: Transport, projectId: string): Promise<number | null> {
  try {
    const { quota } = await transport.get(`/lbaas/quotas/${encodeURIComponent(projectId)}`, octaviaQuotaAnswerSchema, {
      subject: 'load balancer quota',
    });
    return quota.load_balancer ?? quota.loadbalancer ?? null;
  } catch (error) {
    if (isPortalError(error, 'FORBIDDEN', 'NOT_FOUND')) return null;
    throw error;
  }
}
