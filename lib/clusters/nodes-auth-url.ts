import 'server-only';
import { env } from '#lib/env.ts';

/** Keystone's address as the nodes of a cluster are told it. */
export function nodesAuthUrl(): string {
  return env().JEROBOAM_NODES_AUTH_URL ?? env().OS_AUTH_URL;
}
