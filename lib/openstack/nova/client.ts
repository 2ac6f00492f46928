import { isPortalError } from '#lib/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import { nextMarker, readAllPages } from '#lib/openstack/pages.ts';
import {
  consoleAnswerSchema,
  flavorsAnswerSchema,
  keypairsAnswerSchema,
  novaQuotaAnswerSchema,
  serverAnswerSchema,
  toAvailabilityZones,
  toFlavors,
  toKeypairs,
  toQuotaFigure,
  zonesAnswerSchema,
} from './schemas.ts';
import type { NovaClient } from './types.ts';

/**
 * Train's highest, and still served today; keypairs have pages from 2.35 on.
 * https://docs.openstack.org/nova/latest/reference/api-microversion-history.html
 */
const novaMicroversion = '2.79';
export const novaHeaders: Readonly<Record<string, string>> = { 'OpenStack-API-Version': `compute ${novaMicroversion}` };

/** Nova's own [api] max_limit is 1000 unless the operator lowers it: it then answers with fewer and a link. */
const pageSize = 1_000;

export function makeNovaClient(transport: Transport, projectId: string): NovaClient {
  return {
    async listFlavors() {
      const flavors = await readAllPages('nova', 'flavor list', async (marker) => {
        const page = await transport.get('/flavors/detail', flavorsAnswerSchema, {
          subject: 'flavor list',
          query: { limit: pageSize, marker },
        });
        return { items: page.flavors, next: nextMarker(page.flavors_links) };
      });
      return toFlavors(flavors);
    },
    async listKeypairs() {
      return readAllPages('nova', 'keypair list', async (marker) => {
        const page = await transport.get('/os-keypairs', keypairsAnswerSchema, {
          subject: 'keypair list',
          query: { limit: pageSize, marker },
        });
        return { items: toKeypairs(page), next: nextMarker(page.keypairs_links) };
      });
    },
    async listAvailabilityZones() {
      return toAvailabilityZones(await transport.get('/os-availability-zone', zonesAnswerSchema, { subject: 'availability zone list' }));
    },
    async getQuota() {
      const { quota_set: quota } = await transport.get(
        `/os-quota-sets/${encodeURIComponent(projectId)}/detail`,
        novaQuotaAnswerSchema,
        { subject: 'compute quota' },
      );
      return {
        instances: toQuotaFigure(quota.instances),
        cores: toQuotaFigure(quota.cores),
        ramMib: toQuotaFigure(quota.ram),
        serverGroups: toQuotaFigure(quota.server_groups),
        serverGroupMembers: { used: 0, limit: quota.server_group_members.limit },
      };
    },
    async getConsoleLog(serverId, lines) {
      try {
        const answer = await transport.send(
          'POST',
          `/servers/${encodeURIComponent(serverId)}/action`,
          { 'os-getConsoleOutput': { length: lines } },
          consoleAnswerSchema,
          { subject: 'console log' },
        );
        return answer.output ?? '';
      } catch (error) {
        // 409 while the server is being built, 501 where the hypervisor keeps no log.
        if (isPortalError(error, 'CONFLICT', 'INVALID_STATE')) return '';
        throw error;
      }
    },
    async getServer(serverId) {
      const { server } = await transport.get(`/servers/${encodeURIComponent(serverId)}`, serverAnswerSchema, { subject: 'server' });
      return {
        id: server.id,
        name: server.name,
        status: server.status,
        fault: server.fault?.message ?? null,
        addresses: Object.values(server.addresses ?? {}).flatMap((list) => list.map(({ addr }) => addr)),
      };
    },
  };
}
