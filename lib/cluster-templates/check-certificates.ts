import 'server-only';
import { X509Certificate } from 'node:crypto';
import { splitCertificates } from './certificate-text.ts';

/** Parses each certificate of a PEM text whose shape is already right. Null when nodes can trust them all. */
export function whyCertificatesRefused(pem: string, now: Date): string | null {
  for (const [index, text] of splitCertificates(pem).entries()) {
    const which = `Certificate ${index + 1}`;
    const certificate = parse(text);
    if (!certificate) return `${which} is damaged. Copy it again, with all its lines.`;
    if (!certificate.ca) return `${which} is not of a certificate authority. Paste the one that signed it.`;
    if (new Date(certificate.validTo) < now) return `${which} ran out on ${certificate.validTo}.`;
  }
  return null;
}

function parse(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}
