import { isPortalError } from '#lib/errors.ts';
import { unexpectedResponseError } from '#lib/openstack/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import { markerOf, nextMarker, readAllPages } from '#lib/openstack/pages.ts';
import type { QuotaFigure } from '../nova/types.ts';
import {
  idsAnswerSchema,
  networksAnswerSchema,
  quotaAnswerSchema,
  quotaDetailsAnswerSchema,
  quotaResources,
  subnetsAnswerSchema,
  toNetwork,
  toQuotaFigure,
  toSubnet,
} from './schemas.ts';
import type { NeutronClient, NeutronQuotaName } from './types.ts';

const pageSize = 1_000;

export function makeNeutronClient(transport: Transport, projectId: string): NeutronClient {
  const quotaPath = `/quotas/${encodeURIComponent(projectId)}`;
  return {
    async listNetworks() {
      return readAllPages('neutron', 'network list', async (marker) => {
        const page = await transport.get('/networks', networksAnswerSchema, {
          subject: 'network list',
          query: { limit: pageSize, marker },
        });
        return { items: page.networks.map(toNetwork), next: nextMarker(page.networks_links) };
      });
    },
    async listSubnets() {
      return readAllPages('neutron', 'subnet list', async (marker) => {
        const page = await transport.get('/subnets', subnetsAnswerSchema, {
          subject: 'subnet list',
          query: { limit: pageSize, marker },
        });
        return { items: page.subnets.map(toSubnet), next: nextMarker(page.subnets_links) };
      });
    },
    /**
     * `quota_details` gives limit and use in one call, to members and readers alike; where the extension is
     * missing or kept for admins, the limits are read plainly and the project's things are counted.
     */
    async getQuota() {
      try {
        const { quota } = await transport.get(`${quotaPath}/details.json`, quotaDetailsAnswerSchema, { subject: 'network quota' });
        return eachQuota(async (name) => toQuotaFigure(present(quota[name], name)));
      } catch (error) {
        if (!isPortalError(error, 'FORBIDDEN', 'NOT_FOUND')) throw error;
      }
      const { quota } = await transport.get(quotaPath, quotaAnswerSchema, { subject: 'network quota' });
      return eachQuota(async (name, list) => ({ limit: present(quota[name], name), used: await countOwn(transport, projectId, list) }));
    },
  };
}

async function eachQuota(
  figure: (quotaName: string, listName: string) => Promise<QuotaFigure>,
): Promise<Record<NeutronQuotaName, QuotaFigure>> {
  const of = ({ quota, list }: { quota: string; list: string }) => figure(quota, list);
  const [networks, subnets, ports, routers, floatingIps, securityGroups, securityGroupRules] = await Promise.all([
    of(quotaResources.networks),
    of(quotaResources.subnets),
    of(quotaResources.ports),
    of(quotaResources.routers),
    of(quotaResources.floatingIps),
    of(quotaResources.securityGroups),
    of(quotaResources.securityGroupRules),
  ]);
  return { networks, subnets, ports, routers, floatingIps, securityGroups, securityGroupRules };
}

function present<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw unexpectedResponseError({ service: 'neutron', method: 'GET', url: '/quotas', subject: 'network quota' }, `no quota "${name}"`);
}

async function countOwn(transport: Transport, projectId: string, list: string): Promise<number> {
  const items = await readAllPages('neutron', list, async (marker) => {
    const page = await transport.get(`/${list}`, idsAnswerSchema, {
      subject: 'network quota',
      query: { fields: 'id', project_id: projectId, limit: pageSize, marker },
    });
    const links = Object.entries(page).find(([key]) => key.endsWith('_links'))?.[1];
    const rows = Object.entries(page).find(([key]) => !key.endsWith('_links'))?.[1] ?? [];
    return { items: rows, next: markerOf(links?.find((link) => link.rel === 'next')?.href) };
  });
  return items.length;
}
