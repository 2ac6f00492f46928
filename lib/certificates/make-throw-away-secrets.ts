import 'server-only';
import { randomInt } from 'node:crypto';
import type { DriverValues } from '#lib/drivers/values.ts';
import { issueCertificate } from './issue-certificate.ts';
import { makeKeyPair } from './make-key-pair.ts';

const lifetimeMs = 24 * 60 * 60_000;
const tokenLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Keys, certificates and a token of the right kinds that belong to no cluster: for a rendering to look at. */
export async function makeThrowAwaySecrets(now: Date = new Date()): Promise<DriverValues['secrets']> {
  const [kubernetes, etcd, frontProxy, serviceAccount] = await Promise.all([
    makeAuthority('kubernetes-ca', now),
    makeAuthority('etcd-ca', now),
    makeAuthority('front-proxy-ca', now),
    makeKeyPair(),
  ]);
  return {
    caCertificatePem: kubernetes.certificatePem,
    caKeyPem: kubernetes.privateKeyPem,
    etcdCaCertificatePem: etcd.certificatePem,
    etcdCaKeyPem: etcd.privateKeyPem,
    frontProxyCaCertificatePem: frontProxy.certificatePem,
    frontProxyCaKeyPem: frontProxy.privateKeyPem,
    serviceAccountKeyPem: serviceAccount.privateKeyPem,
    bootstrapToken: `${randomLetters(6)}.${randomLetters(16)}`,
    cloudCredentialSecret: randomLetters(43),
  };
}

async function makeAuthority(commonName: string, now: Date): Promise<{ certificatePem: string; privateKeyPem: string }> {
  const { privateKeyPem, publicKeyPem } = await makeKeyPair();
  const { certificatePem } = await issueCertificate({
    subject: { commonName },
    publicKeyPem,
    purpose: { kind: 'authority' },
    notAfter: new Date(now.getTime() + lifetimeMs),
    issuer: { selfSigningKeyPem: privateKeyPem },
    now,
  });
  return { certificatePem, privateKeyPem };
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => tokenLetters[randomInt(tokenLetters.length)]).join('');
}
