import 'server-only';
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });
const secret = z.string().min(32, { error: 'must be at least 32 characters' });

/** Every variable the portal and the reconciler read; `.env.example` documents each. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Keystone's v3 address, e.g. https://cloud.example:5000/v3 */
  OS_AUTH_URL: url,
  /** The same as the nodes of clusters reach it, where that is another address. */
  JEROBOAM_NODES_AUTH_URL: url.optional(),
  OS_REGION_NAME: z.string().min(1).optional(),
  OS_INTERFACE: z.enum(['public', 'internal', 'admin']).default('public'),
  /** The service user: trustee of every cluster's trust. */
  JEROBOAM_SERVICE_USERNAME: z.string().min(1),
  JEROBOAM_SERVICE_PASSWORD: z.string().min(1),
  JEROBOAM_SERVICE_PROJECT: z.string().min(1).default('service'),
  JEROBOAM_SERVICE_DOMAIN: z.string().min(1).default('Default'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  /** Where browsers reach the portal; next-auth reads the same value as NEXTAUTH_URL. */
  PUBLIC_URL: url.default('http://127.0.0.1:3000'),
  /** Proxies in front that append to X-Forwarded-For, for counting failed sign-ins by address. */
  JEROBOAM_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  NEXTAUTH_SECRET: secret,
  /** id:base64(32 bytes), comma-separated; the first one seals, all of them open. */
  JEROBOAM_SEALING_KEYS: z
    .string()
    .regex(/^[a-z0-9-]+:[A-Za-z0-9+/]{43}=(,[a-z0-9-]+:[A-Za-z0-9+/]{43}=)*$/, {
      error: 'must be id:base64 of 32 bytes, several separated by commas',
    }),
  /** Longest lifetime of a client certificate, in a kubeconfig or a Docker bundle. */
  JEROBOAM_KUBECONFIG_MAX_HOURS: z.coerce.number().int().min(1).max(87_600).default(720),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export type Env = z.infer<typeof envSchema>;

let cached: Env | undefined;

/** @throws Error with one sentence that names the first bad or missing variable. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  const why = given[name] === undefined ? 'is not set' : (issue?.message ?? 'is not valid');
  throw new Error(`${name} ${why}. See .env.example.`);
}
