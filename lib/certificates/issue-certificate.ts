import 'server-only';
import { randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

// Missing in forge's published types; https://github.com/digitalbazaar/forge/blob/main/lib/x509.js
const { getTBSCertificate } = forge.pki as typeof forge.pki & {
  getTBSCertificate(certificate: forge.pki.Certificate): forge.asn1.Asn1;
};

const signAsync = promisify(sign);

/** Clocks differ: a certificate is good a little before it was made. */
const backDatedMs = 5 * 60_000;

export interface Subject {
  commonName: string;
  organization?: string;
  organizationalUnit?: string;
}

export type Purpose =
  | { kind: 'authority' }
  | { kind: 'client' }
  | { kind: 'server'; dnsNames: readonly string[]; ipAddresses: readonly string[] };

export interface Issuer {
  certificatePem: string;
  privateKeyPem: string;
}

export interface IssuedCertificate {
  certificatePem: string;
  /** Hexadecimal, 128 random bits. */
  serial: string;
  notAfter: Date;
}

/**
 * An X.509 v3 certificate (RFC 5280). forge lays out its fields; the signature is made in the thread
 * pool by node:crypto, for forge's own would hold the event loop.
 * @param issuer of a certificate that signs itself: its own key as `selfSigningKeyPem`
 * @returns among others when it ends: at `notAfter`, or with its issuer where that is sooner
 */
export async function issueCertificate(request: {
  subject: Subject;
  publicKeyPem: string;
  purpose: Purpose;
  notAfter: Date;
  issuer: Issuer | { selfSigningKeyPem: string };
  now?: Date;
}): Promise<IssuedCertificate> {
  const { purpose, issuer, now = new Date() } = request;
  const certificate = forge.pki.createCertificate();
  const serial = randomSerial();
  certificate.publicKey = forge.pki.publicKeyFromPem(request.publicKeyPem);
  certificate.serialNumber = serial;
  certificate.validity.notBefore = toWholeSeconds(new Date(now.getTime() - backDatedMs));
  certificate.validity.notAfter = toWholeSeconds(request.notAfter);
  certificate.setSubject(toAttributes(request.subject));

  const parent = 'certificatePem' in issuer ? forge.pki.certificateFromPem(issuer.certificatePem) : certificate;
  // Nobody accepts it once its issuer has ended: it must not promise more.
  if (parent.validity.notAfter < certificate.validity.notAfter) certificate.validity.notAfter = parent.validity.notAfter;
  certificate.setIssuer('certificatePem' in issuer ? decodedAttributes(parent) : parent.subject.attributes);
  certificate.setExtensions([
    ...extensionsFor(purpose),
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: keyIdentifierOf(parent) },
  ]);

  await signInThreadPool(certificate, 'certificatePem' in issuer ? issuer.privateKeyPem : issuer.selfSigningKeyPem);
  return { certificatePem: toPem(certificate), serial, notAfter: certificate.validity.notAfter };
}

async function signInThreadPool(certificate: forge.pki.Certificate, privateKeyPem: string): Promise<void> {
  const algorithm = forge.pki.oids.sha256WithRSAEncryption ?? '';
  certificate.md = forge.md.sha256.create();
  certificate.signatureOid = algorithm;
  certificate.siginfo.algorithmOid = algorithm;
  certificate.tbsCertificate = getTBSCertificate(certificate);
  const bytes = Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), 'binary');
  const signature = await signAsync('sha256', bytes, privateKeyPem);
  certificate.signature = signature.toString('binary');
}

function extensionsFor(purpose: Purpose): object[] {
  switch (purpose.kind) {
    case 'authority':
      return [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', critical: true, digitalSignature: true, keyCertSign: true, cRLSign: true },
      ];
    case 'client':
      return [...leaf, { name: 'extKeyUsage', clientAuth: true }];
    case 'server':
      return [
        ...leaf,
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            ...purpose.dnsNames.map((value) => ({ type: 2, value })),
            ...purpose.ipAddresses.map((ip) => ({ type: 7, ip })),
          ],
        },
      ];
  }
}

const leaf = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
];

/** RFC 5280's upper bounds: 64 characters each. */
const longestName = 64;

function toAttributes(subject: Subject): forge.pki.CertificateField[] {
  const parts: [string, string | undefined][] = [
    ['organizationName', subject.organization],
    ['organizationalUnitName', subject.organizationalUnit],
    ['commonName', subject.commonName],
  ];
  return parts
    .filter((part): part is [string, string] => part[1] !== undefined)
    .map(([name, value]) => ({
      name,
      value: [...value].slice(0, longestName).join(''),
      // forge's own types say ASN.1 classes here; the code wants the type of the string.
      valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class,
    }));
}

/** forge reads names as bytes and writes them as text. */
function decodedAttributes(certificate: forge.pki.Certificate): forge.pki.CertificateField[] {
  return certificate.subject.attributes.map((attribute) => ({ ...attribute, value: forge.util.decodeUtf8(String(attribute.value)) }));
}

function keyIdentifierOf(certificate: forge.pki.Certificate): string {
  return certificate.generateSubjectKeyIdentifier().getBytes();
}

/** Positive and never shorter than 128 bits: the first digit is 4 to 7. */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function toWholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function toPem(certificate: forge.pki.Certificate): string {
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}
