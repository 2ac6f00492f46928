import 'server-only';
import { open, seal } from '#lib/sealing.ts';

/**
 * Only its trustor or an administrator may delete a trust, so the token of whoever deletes a cluster
 * is kept, sealed, until its trust is gone.
 */
const context = (clusterId: string) => `cluster:${clusterId}:delete-token`;

export function sealDeleteToken(clusterId: string, token: string): string {
  return seal(token, context(clusterId));
}

export function openDeleteToken(clusterId: string, sealed: string): string {
  return open(sealed, context(clusterId));
}
