import 'server-only';
import type { z } from 'zod';
import {
  foreignRedirectError,
  refusalError,
  timedOutError,
  unexpectedResponseError,
  unreachableError,
  type CallDescription,
} from './errors.ts';
import { isPortalError } from '#lib/errors.ts';
import type { ServiceName } from './service-names.ts';

/** One authenticated way to one service. */
export interface Transport {
  get<T>(path: string, schema: z.ZodType<T>, options: CallOptions): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown, schema: z.ZodType<T>, options: CallOptions): Promise<T>;
  /** For calls whose answer has no body worth reading. */
  run(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: unknown, options: CallOptions): Promise<void>;
}

export interface CallOptions {
  /** What the call is about, in the user's words, as in "The <subject> was not found". */
  subject: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  timeoutMs?: number;
  headers?: Readonly<Record<string, string>>;
}

export interface TransportInit {
  service: ServiceName;
  /** With its version, without a slash at the end. */
  baseUrl: string;
  token: string | null;
  /** Sent with every call: microversions. */
  headers?: Readonly<Record<string, string>>;
  /** Called when the service no longer takes the token, so that a cache can drop it. */
  onTokenRefused?: () => void;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  requestId: string | undefined;
}

export const defaultTimeoutMs = 15_000;
/** An answer beyond this is not a list any cloud gives: 10,000 resources of a stack are about 8 MiB. */
const largestAnswerBytes = 64 * 1024 * 1024;
const largestFaultBytes = 64 * 1024;

export function makeTransport(init: TransportInit): Transport {
  const call = async (method: string, path: string, body: unknown, options: CallOptions): Promise<[CallDescription, Answer]> => {
    const url = new URL(init.baseUrl + path);
    for (const [key, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(key, String(value));
    }
    const description: CallDescription = {
      service: init.service,
      method,
      url: url.origin + url.pathname,
      subject: options.subject,
    };
    const headers = {
      ...init.headers,
      ...options.headers,
      ...(init.token === null ? {} : { 'X-Auth-Token': init.token }),
    };
    try {
      return [description, await exchange(description, url, { method, headers, body, timeoutMs: options.timeoutMs ?? defaultTimeoutMs })];
    } catch (error) {
      if (isPortalError(error, 'UNAUTHENTICATED')) init.onTokenRefused?.();
      throw error;
    }
  };
  return {
    async get(path, schema, options) {
      const [description, answer] = await call('GET', path, undefined, options);
      return parseAnswer(description, answer, schema);
    },
    async send(method, path, body, schema, options) {
      const [description, answer] = await call(method, path, body, options);
      return parseAnswer(description, answer, schema);
    },
    async run(method, path, body, options) {
      await call(method, path, body, options);
    },
  };
}

/** @throws UNEXPECTED_RESPONSE when the body is not JSON or not of the given shape */
export function parseAnswer<T>(call: CallDescription, answer: Answer, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(answer.text);
  } catch (error) {
    throw unexpectedResponseError(call, `not JSON (${error instanceof Error ? error.name : 'error'}, ${answer.text.length} characters)`, answer.requestId);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unexpectedResponseError(call, `wrong shape at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'unknown'}`, answer.requestId);
}

interface Request {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
  timeoutMs: number;
}

/**
 * One HTTP exchange with the timeout over connection, headers and body together. A GET whose connection
 * fails is tried once more: a keep-alive connection may have been closed by the other side meanwhile.
 * @throws UNREACHABLE, TIMED_OUT, MISCONFIGURED (redirect elsewhere) and whatever `refusalError` makes of a status ≥ 400
 */
export async function exchange(call: CallDescription, url: URL, request: Request): Promise<Answer> {
  const signal = AbortSignal.timeout(request.timeoutMs);
  const once = () => attempt(call, url, request, signal);
  try {
    return await once();
  } catch (error) {
    if (isPortalError(error)) throw error;
    if (signal.aborted) throw timedOutError(call, request.timeoutMs);
    if (request.method !== 'GET') throw unreachableError(call, error);
  }
  try {
    return await once();
  } catch (error) {
    if (isPortalError(error)) throw error;
    if (signal.aborted) throw timedOutError(call, request.timeoutMs);
    throw unreachableError(call, error);
  }
}

async function attempt(call: CallDescription, url: URL, request: Request, signal: AbortSignal, redirected = false): Promise<Answer> {
  const response = await fetch(url, {
    method: request.method,
    redirect: 'manual',
    // Next.js wraps fetch with a cache of its own; what a cloud says is never to be kept.
    cache: 'no-store',
    signal,
    headers: {
      Accept: 'application/json',
      ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });
  const requestId = response.headers.get('x-openstack-request-id') ?? undefined;
  const location = response.headers.get('location');
  if (response.status >= 300 && response.status < 400 && location !== null) {
    await response.body?.cancel();
    const target = new URL(location, url);
    if (target.origin !== url.origin) throw foreignRedirectError(call, target.origin);
    if (request.method !== 'GET' || redirected) throw unexpectedResponseError(call, `redirect (${response.status})`, requestId);
    return attempt(call, target, request, signal, true);
  }
  if (response.status >= 300) {
    const { text } = await readText(response, largestFaultBytes);
    throw refusalError({ ...call, status: response.status, body: text, requestId });
  }
  const { text, whole } = await readText(response, largestAnswerBytes);
  if (!whole) throw unexpectedResponseError(call, `answer larger than ${largestAnswerBytes} bytes`, requestId);
  return { status: response.status, headers: response.headers, text, requestId };
}

/** Reads at most `maxBytes` and lets the rest go, so that a hostile or broken service cannot fill the memory. */
async function readText(response: Response, maxBytes: number): Promise<{ text: string; whole: boolean }> {
  if (!response.body) return { text: '', whole: true };
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    size += value.byteLength;
    text += decoder.decode(value, { stream: true });
    if (size > maxBytes) {
      await reader.cancel();
      return { text: text.slice(0, maxBytes), whole: false };
    }
  }
}
