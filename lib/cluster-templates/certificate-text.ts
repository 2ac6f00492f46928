const block = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const maxCertificates = 50;

/**
 * Looks at the shape of PEM text only, so that the browser can do it; the server parses each certificate.
 * @returns null when it is one or more certificates and nothing else, else the sentence for the field
 */
export function whyNotCertificates(pem: string): string | null {
  const blocks = [...pem.matchAll(block)];
  if (blocks.some((found) => found[1]?.includes('PRIVATE KEY'))) {
    return 'This holds a private key. Paste the certificate alone, and treat that key as known to others.';
  }
  if (blocks.length === 0) {
    return 'Paste one or more certificates in PEM form: each begins with -----BEGIN CERTIFICATE-----.';
  }
  if (blocks.some((found) => found[1] !== 'CERTIFICATE')) return 'Only certificates belong here.';
  if (blocks.length > maxCertificates) return `Use at most ${maxCertificates} certificates.`;
  const rest = pem.replace(block, '').trim();
  if (rest.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith('#'))) {
    return 'There is text outside the certificates. Remove it.';
  }
  const broken = blocks.findIndex((found) => !looksLikeDer(found[2] ?? ''));
  return broken === -1 ? null : `Certificate ${broken + 1} is damaged. Copy it again, with all its lines.`;
}

/** The certificates of a checked PEM text, each with its markers. */
export function splitCertificates(pem: string): string[] {
  return [...pem.matchAll(block)].map((found) => found[0]);
}

/** A certificate is a DER SEQUENCE (tag 0x30) that is some hundred bytes long: RFC 5280. */
function looksLikeDer(body: string): boolean {
  const base64 = body.replace(/\s/g, '');
  if (base64.length < 200 || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false;
  return atob(base64.slice(0, 4)).charCodeAt(0) === 0x30;
}
