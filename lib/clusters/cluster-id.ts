import { randomBytes } from 'node:crypto';

export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * A version 7 UUID (RFC 9562): made here rather than by the database because the name of the stack and
 * the certificate authorities need it before the row is written.
 */
export function newClusterId(now: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Heat allows 255 characters; the nested stacks' own names are shortened by Heat itself. */
const longestNamePart = 200;

/**
 * Deterministic, so that a repeated create meets Heat's name conflict instead of making a second stack.
 * The end of a version 7 UUID is random, its beginning is time. Further attempts count from 2.
 */
export function stackNameOf(clusterName: string, clusterId: string, attempt = 1): string {
  const base = `${clusterName.slice(0, longestNamePart)}-${clusterId.slice(-8)}`;
  return attempt === 1 ? base : `${base}-${attempt}`;
}

/** The attempt a stack's name was made for. */
export function attemptOf(stackName: string, clusterId: string): number {
  const after = stackName.slice(stackName.lastIndexOf(clusterId.slice(-8)) + 8);
  return after === '' ? 1 : Number(after.slice(1));
}

/** Every stack ever made for the cluster carries it, so that none can be lost. */
export function stackTagOf(clusterId: string): string {
  return `jeroboam-cluster-${clusterId}`;
}
