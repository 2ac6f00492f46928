import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { env } from './env.ts';
import { PortalError } from './errors.ts';

/**
 * Secrets at rest: AES-256-GCM, written `<key id>.<nonce>.<tag>.<ciphertext>` (base64url). The context
 * (which row and field) is authenticated with it, so a sealed text copied to another row does not open.
 * The first key of JEROBOAM_SEALING_KEYS seals, every listed one opens.
 */
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;

interface SealingKey {
  id: string;
  key: Buffer;
}

export function seal(plain: string, context: string): string {
  const { id, key } = firstKey();
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(`${id}\n${context}`));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [id, ...[nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.');
}

/** @throws PortalError MISCONFIGURED when no listed key opens it, or it belongs elsewhere, or was changed */
export function open(sealed: string, context: string): string {
  const [id = '', ...parts] = sealed.split('.');
  const [nonce, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'base64url'));
  const found = sealingKeys().find((key) => key.id === id);
  if (!found) throw cannotOpen(`no sealing key ${JSON.stringify(id.slice(0, 40))}`);
  if (!nonce || !tag || !ciphertext || nonce.length !== nonceBytes || tag.length !== 16) throw cannotOpen('not a sealed text');
  try {
    const decipher = createDecipheriv(algorithm, found.key, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`${id}\n${context}`));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch (error) {
    throw cannotOpen(`key ${id} does not open it`, error);
  }
}

/** Whether the key that seals today sealed it. */
export function isSealedWithFirstKey(sealed: string): boolean {
  return sealed.startsWith(`${firstKey().id}.`);
}

function firstKey(): SealingKey {
  const [first] = sealingKeys();
  if (!first) throw cannotOpen('no sealing key is set');
  return first;
}

function sealingKeys(): SealingKey[] {
  return env()
    .JEROBOAM_SEALING_KEYS.split(',')
    .map((entry) => {
      const [id = '', key = ''] = entry.split(':');
      return { id, key: Buffer.from(key, 'base64') };
    });
}

function cannotOpen(message: string, cause?: unknown): PortalError {
  return new PortalError({
    code: 'MISCONFIGURED',
    userMessage: 'A stored secret cannot be opened. Ask the operator of this portal to check its sealing keys.',
    message: `sealing: ${message}`,
    cause,
  });
}
