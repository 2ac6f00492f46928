import 'server-only';
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

/**
 * 2048 bits, as kubeadm makes them: about a tenth of a second each, where 4096 takes half a second and more
 * and slows every TLS handshake of the cluster.
 */
const modulusLength = 2048;

export interface KeyPair {
  /** PKCS #1 (`BEGIN RSA PRIVATE KEY`), as kubeadm writes and reads it. */
  privateKeyPem: string;
  /** SubjectPublicKeyInfo (`BEGIN PUBLIC KEY`). */
  publicKeyPem: string;
}

/** Made in the thread pool: the event loop goes on. */
export async function makeKeyPair(): Promise<KeyPair> {
  const { privateKey, publicKey } = await generate('rsa', {
    modulusLength,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
}
