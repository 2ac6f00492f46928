import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open } from '#lib/sealing.ts';
import { authorityContext, authorityKinds, type ClusterAuthorities, makeClusterAuthorities } from './create-cluster-authorities.ts';
import { issueCertificate, type Issuer, type Purpose } from './issue-certificate.ts';
import { type KeyPair, makeKeyPair } from './make-key-pair.ts';

Object.assign(process.env, {
  OS_AUTH_URL: 'http://127.0.0.1:5000/v3',
  JEROBOAM_SERVICE_USERNAME: 'jeroboam',
  JEROBOAM_SERVICE_PASSWORD: 'secret',
  DATABASE_URL: 'postgresql://127.0.0.1/none',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  JEROBOAM_SEALING_KEYS: `one:${Buffer.alloc(32, 'a').toString('base64')}`,
});

const clusterId = '0193aaaa-0000-7000-8000-00000000abcd';
const folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

// Keys are dear: one set of authorities and one leaf key serve all tests.
let authorities: ClusterAuthorities;
let authority: Issuer;
let leafKey: KeyPair;
beforeAll(async () => {
  [authorities, leafKey] = await Promise.all([makeClusterAuthorities(clusterId, 'prod-ü'), makeKeyPair()]);
  const [kubernetes] = authorities;
  if (!kubernetes) throw new Error('no authority was made');
  authority = { certificatePem: kubernetes.certificatePem, privateKeyPem: open(kubernetes.sealedKeyPem, authorityContext(clusterId, 'kubernetes')) };
});

function issue(purpose: Purpose, commonName = 'alice') {
  return issueCertificate({
    subject: { commonName, organization: 'system:masters' },
    publicKeyPem: leafKey.publicKeyPem,
    purpose,
    notAfter: new Date(Date.now() + 3_600_000),
    issuer: authority,
  });
}

test('three authorities and a key pair are made, each key sealed for its own place', () => {
  expect(authorities.map((authority) => authority.kind)).toEqual([...authorityKinds]);
  for (const authority of authorities) {
    expect(authority.sealedKeyPem).not.toContain('PRIVATE');
    expect(open(authority.sealedKeyPem, authorityContext(clusterId, authority.kind))).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
    expect(() => open(authority.sealedKeyPem, authorityContext('another', authority.kind))).toThrow();
  }
  expect(authorities[3]?.certificatePem).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test('openssl verifies authorities, client and server certificates under -x509_strict', async () => {
  for (const { kind, certificatePem } of authorities.slice(0, 3)) {
    const file = write(`${kind}.pem`, certificatePem);
    expect(openssl('verify', '-x509_strict', '-check_ss_sig', '-CAfile', file, file)).toContain('OK');
  }
  const ca = write('ca.pem', authority.certificatePem);
  const client = write('client.pem', (await issue({ kind: 'client' })).certificatePem);
  const server = write('server.pem', (await issue({ kind: 'server', dnsNames: ['kubernetes.default.svc'], ipAddresses: ['10.0.0.5'] }, 'kube-apiserver')).certificatePem);
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', ca, client)).toContain('OK');
  expect(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-verify_ip', '10.0.0.5', '-CAfile', ca, server)).toContain('OK');
  expect(() => openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, client), 'a client is no server').toThrow();
  expect(() => openssl('verify', '-x509_strict', '-CAfile', client, server), 'a leaf signs nothing').toThrow();
});

test('a certificate names who holds it, in any script, and is good from five minutes ago to the second asked for', async () => {
  const now = new Date('2026-01-02T03:04:05.678Z');
  const issued = await issueCertificate({
    subject: { commonName: 'Žofie 例', organization: 'system:masters' },
    publicKeyPem: leafKey.publicKeyPem,
    purpose: { kind: 'client' },
    notAfter: new Date(now.getTime() + 3_600_000),
    issuer: authority,
    now,
  });
  const certificate = new X509Certificate(issued.certificatePem);
  expect(certificate.subject).toBe('O=system:masters\nCN=Žofie 例');
  expect(new Date(certificate.validFrom).toISOString()).toBe('2026-01-02T02:59:05.000Z');
  expect(new Date(certificate.validTo).toISOString()).toBe('2026-01-02T04:04:05.000Z');
  expect(issued.notAfter.toISOString()).toBe('2026-01-02T04:04:05.000Z');
  expect(certificate.serialNumber.toLowerCase()).toBe(issued.serial);
});

test('a certificate does not outlive the authority that signed it', async () => {
  const issued = await issueCertificate({
    subject: { commonName: 'alice' },
    publicKeyPem: leafKey.publicKeyPem,
    purpose: { kind: 'client' },
    notAfter: new Date('2999-01-01T00:00:00Z'),
    issuer: authority,
  });
  const { validTo } = new X509Certificate(authority.certificatePem);
  expect(new X509Certificate(issued.certificatePem).validTo).toBe(validTo);
  expect(issued.notAfter).toEqual(new Date(validTo));
});

test('serial numbers are 128 bits and differ', async () => {
  const serials = await Promise.all(Array.from({ length: 20 }, async () => (await issue({ kind: 'client' })).serial));
  expect(new Set(serials).size).toBe(20);
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
});

test('a name of 300 letters is cut to what the standard allows', async () => {
  const { certificatePem } = await issue({ kind: 'client' }, 'x'.repeat(300));
  expect(new X509Certificate(certificatePem).subject).toContain(`CN=${'x'.repeat(64)}`);
  expect(new X509Certificate(certificatePem).subject).not.toContain('x'.repeat(65));
});

/** CPU time of this thread alone, in ms: what the machine's other work adds to the clock is not in it. */
function ownThreadMs(): number {
  const [runNs = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(runNs) / 1e6;
}

test('keys and signatures are made off the event loop: a certificate takes less than 20 ms of its thread', async () => {
  await issue({ kind: 'client' });
  const rounds = 10;
  const started = ownThreadMs();
  for (let round = 0; round < rounds; round += 1) await issue({ kind: 'client' });
  expect((ownThreadMs() - started) / rounds).toBeLessThan(20);

  const before = ownThreadMs();
  await makeClusterAuthorities(clusterId, 'prod');
  // Three certificates; four keys of 2048 bits would take several hundred.
  expect(ownThreadMs() - before).toBeLessThan(80);
});
