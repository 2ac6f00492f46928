/**
 * The portal's one error class. `code` is from a closed list and is what programs compare;
 * `userMessage` is a plain sentence for the screen; `message` is for the log and may name ids.
 */

export const errorCodes = [
  'INVALID_INPUT',
  'INVALID_STATE',
  'QUOTA_EXCEEDED',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'MISCONFIGURED',
  'UNREACHABLE',
  'TIMED_OUT',
  'RATE_LIMITED',
  'UNEXPECTED_RESPONSE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Field path (dots between levels, as in `labels.kube_tag`) to one sentence. */
export type FieldErrors = Readonly<Record<string, string>>;

const digestMark = 'portal';

/** What error.tsx shows of a PortalError that a page threw; null for every other error's digest. */
export function readDigest(digest: string | undefined): { code: string; requestId: string | null; userMessage: string } | null {
  const [mark, code, requestId, ...sentence] = (digest ?? '').split('|');
  if (mark !== digestMark || !code) return null;
  return { code, requestId: requestId || null, userMessage: sentence.join('|') };
}

interface PortalErrorInit {
  code: ErrorCode;
  userMessage: string;
  /** For the log; the user's sentence serves when there is nothing to add. */
  message?: string;
  fieldErrors?: FieldErrors;
  /** OpenStack's `x-openstack-request-id`: shown small, so that an operator can find the call. */
  requestId?: string;
  retryable?: boolean;
  cause?: unknown;
}

export class PortalError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly fieldErrors: FieldErrors | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  /** Next.js hides the message of what a page throws, but hands its digest to error.tsx as it is. */
  readonly digest: string;

  constructor(init: PortalErrorInit) {
    super(init.message ?? init.userMessage, { cause: init.cause });
    this.name = 'PortalError';
    this.code = init.code;
    this.userMessage = init.userMessage;
    this.fieldErrors = init.fieldErrors;
    this.requestId = init.requestId;
    this.retryable = init.retryable ?? (init.code === 'UNREACHABLE' || init.code === 'TIMED_OUT');
    this.digest = [digestMark, init.code, init.requestId ?? '', init.userMessage].join('|');
  }
}

export function isPortalError(error: unknown, ...codes: ErrorCode[]): error is PortalError {
  return error instanceof PortalError && (codes.length === 0 || codes.includes(error.code));
}

/** The HTTP status of a route handler's answer. */
export const httpStatusByCode: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  INVALID_STATE: 409,
  QUOTA_EXCEEDED: 409,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  MISCONFIGURED: 503,
  UNREACHABLE: 503,
  TIMED_OUT: 504,
  RATE_LIMITED: 429,
  UNEXPECTED_RESPONSE: 502,
};

/** What an action returns to the browser: failures are values, since a thrown message is hidden in production. */
export type ActionResult<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      code: ErrorCode;
      userMessage: string;
      fieldErrors?: FieldErrors;
      requestId?: string;
      /** Names the log line of an error nobody foresaw. */
      reference?: string;
    };
