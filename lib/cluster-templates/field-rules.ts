import { z } from 'zod';

/** Rules shared by the fields of a template: each takes what a form gives (text) and yields what is stored. */

const ipv4Pattern = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const hostLabel = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const hostNamePattern = new RegExp(`^${hostLabel}(?:\\.${hostLabel})*\\.?$`);
const ipv6 = z.ipv6();
const ipv6Network = z.cidrv6();

export const isIpv4 = (text: string): boolean => ipv4Pattern.test(text);

export const isIpAddress = (text: string): boolean => isIpv4(text) || ipv6.safeParse(text).success;

/** A name like `time.example.org`; four bare numbers must be a real address, or they are a typing mistake. */
export const isHostName = (text: string): boolean =>
  text.length <= 253 && hostNamePattern.test(text) && (!/^[\d.]+$/.test(text) || isIpv4(text));

export const isHost = (text: string): boolean => isHostName(text) || isIpAddress(text);

export function isCidr(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  if (rest.length > 0 || address === undefined || bits === undefined || !/^\d{1,3}$/.test(bits)) return false;
  return isIpv4(address) ? Number(bits) <= 32 : ipv6Network.safeParse(text).success;
}

/** PostgreSQL keeps no NUL, and no screen shows the other control characters. Line breaks and tabs pass. */
export const hasControlCharacters = (text: string): boolean => /(?![\n\r\t])\p{Cc}|\p{Cs}/u.test(text);

const wrongType = { error: 'Type text here.' };

/** Trimmed text; nothing typed becomes null. */
export function optionalText(max: number, check?: { test: (text: string) => boolean; message: string }) {
  return z
    .string(wrongType)
    .nullish()
    .transform((text) => text?.trim() || null)
    .superRefine((text, context) => {
      if (text === null) return;
      if (text.length > max) context.addIssue({ code: 'custom', message: `Use at most ${max} characters.` });
      else if (hasControlCharacters(text)) context.addIssue({ code: 'custom', message: 'Leave out control characters.' });
      else if (check && !check.test(text)) context.addIssue({ code: 'custom', message: check.message });
    });
}

/** A comma or line separated text, or a list; yields a list without repeats. */
export function textList(rule: { max: number; maxEach: number; test: (text: string) => boolean; describe: (text: string) => string; tooMany: string }) {
  return z
    .union([z.string(), z.array(z.string())], { error: 'Type the values, separated by commas.' })
    .nullish()
    .transform((value) => {
      const parts = typeof value === 'string' ? value.split(/[,\n]/) : (value ?? []);
      return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
    })
    .superRefine((parts, context) => {
      const wrong = parts.find((part) => part.length > rule.maxEach || hasControlCharacters(part) || !rule.test(part));
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: rule.describe(short(wrong)) });
      else if (parts.length > rule.max) context.addIssue({ code: 'custom', message: rule.tooMany });
    });
}

/** Digits typed or a number; nothing typed becomes null. */
export function optionalInteger(min: number, max: number, unit: string) {
  const sentence = `Use a whole number from ${min} to ${max}${unit}.`;
  return z
    .union([z.string(), z.number()], { error: sentence })
    .nullish()
    .transform((value) => {
      if (value === null || value === undefined) return null;
      if (typeof value === 'number') return value;
      const text = value.trim();
      if (text === '') return null;
      return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    })
    .refine((value) => value === null || (Number.isInteger(value) && value >= min && value <= max), sentence);
}

/** The id of something the cloud holds; whether it is really there is asked of the cloud. */
export function cloudId(sentence: string) {
  return z.string({ error: sentence }).trim().min(1, sentence).max(255, sentence).regex(/^[A-Za-z0-9._@ -]+$/, sentence);
}

export function optionalCloudId(sentence: string) {
  return optionalText(255, { test: (text) => /^[A-Za-z0-9._@ -]+$/.test(text), message: sentence });
}

export const flag = z.boolean({ error: 'Choose yes or no.' });

/** For a sentence: a pasted novel must not come back whole. */
export function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
