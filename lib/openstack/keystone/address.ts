import 'server-only';
import { env } from '#lib/env.ts';

/** Keystone's v3 address from OS_AUTH_URL, which may be given with or without `/v3`. */
export function keystoneUrl(): string {
  return env().OS_AUTH_URL.replace(/\/+$/, '').replace(/\/v\d+(\.\d+)?$/, '') + '/v3';
}
