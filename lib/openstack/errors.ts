import { PortalError, type ErrorCode } from '#lib/errors.ts';
import { readFault, type Fault } from './faults.ts';
import { explainHeatRefusal } from './heat/explain-refusal.ts';
import { serviceTitles, type ServiceName } from './service-names.ts';

/** Where a call went, for the log; `subject` is what the call was about in the user's words ("stack", "image list"). */
export interface CallDescription {
  service: ServiceName;
  method: string;
  /** Without the query. */
  url: string;
  subject: string;
}

export interface Refusal extends CallDescription {
  status: number;
  body: string;
  requestId: string | undefined;
}

interface Meaning {
  code: ErrorCode;
  userMessage: string;
  retryable?: boolean;
}

/** The one place where an HTTP status and a fault body become a PortalError. */
export function refusalError(refusal: Refusal): PortalError {
  const fault = readFault(refusal.body);
  const meaning = meaningOf(refusal, fault);
  return new PortalError({
    ...meaning,
    message: `${describe(refusal)}: ${refusal.status}${fault.type ? ` ${fault.type}` : ''}: ${fault.reason || 'no reason given'}`,
    ...(refusal.requestId ? { requestId: refusal.requestId } : {}),
  });
}

function meaningOf({ service, status, subject }: Refusal, fault: Fault): Meaning {
  const title = serviceTitles[service];
  const said = fault.reason ? ` It said: ${sentence(fault.reason)}` : '';
  if (status === 401) return { code: 'UNAUTHENTICATED', userMessage: 'Your session has ended. Sign in again.' };
  if (status === 429) return busy(title);
  if (isQuota(status, fault)) {
    return { code: 'QUOTA_EXCEEDED', userMessage: `The project's quota does not allow this. ${sentence(fault.reason)}`.trim() };
  }
  if (status === 413) return busy(title);
  if (status === 403) {
    return { code: 'FORBIDDEN', userMessage: `Your role in this project does not allow this: the ${title} refused (${subject}).` };
  }
  if (status === 404 || status === 410) return { code: 'NOT_FOUND', userMessage: `The ${subject} was not found in this project.` };
  if (status === 409) {
    return fault.type === 'ActionInProgress'
      ? { code: 'INVALID_STATE', userMessage: `The ${subject} is busy with another change. Try again when it has finished.`, retryable: true }
      : { code: 'CONFLICT', userMessage: `The ${subject} conflicts with what exists.${said}` };
  }
  if (status === 400 || status === 422) {
    const explained = service === 'heat' ? explainHeatRefusal(fault.reason) : null;
    return { code: 'INVALID_INPUT', userMessage: explained ?? `The ${title} does not accept this ${subject}.${said}` };
  }
  if (status === 501) return { code: 'INVALID_STATE', userMessage: `This cloud's ${title} cannot do this (${subject}).` };
  if (status === 502 || status === 503 || status === 504) {
    return { code: 'UNREACHABLE', userMessage: `The cloud's ${title} is not available at the moment. Try again in a minute.` };
  }
  if (status >= 500) {
    return {
      code: 'UNEXPECTED_RESPONSE',
      userMessage: `The cloud's ${title} failed while handling the ${subject}. If it happens again, give the request id to the cloud's operator.`,
    };
  }
  return { code: 'UNEXPECTED_RESPONSE', userMessage: `The cloud's ${title} gave an answer the portal does not understand (${subject}).` };
}

function busy(title: string): Meaning {
  return { code: 'RATE_LIMITED', userMessage: `The cloud's ${title} asks to slow down. Try again in a minute.`, retryable: true };
}

/**
 * Nova answers 403 or 413 ("Quota exceeded for cores…"), Neutron 409 OverQuota, Cinder 413 overLimit,
 * Octavia 403 "Quota has been met…", Heat 400 RequestLimitExceeded ("You have reached the maximum stacks…").
 */
function isQuota(status: number, fault: Fault): boolean {
  if (fault.type === 'OverQuota') return true;
  if (status === 400) return fault.type === 'RequestLimitExceeded' && /reached (the )?maximum/i.test(fault.reason);
  return (status === 403 || status === 409 || status === 413) && /quota/i.test(fault.reason);
}

export function unreachableError(call: CallDescription, cause: unknown): PortalError {
  return new PortalError({
    code: 'UNREACHABLE',
    userMessage: `The cloud's ${serviceTitles[call.service]} cannot be reached at the moment. Try again in a minute.`,
    message: `${describe(call)}: ${causeText(cause)}`,
    cause,
  });
}

export function timedOutError(call: CallDescription, timeoutMs: number): PortalError {
  return new PortalError({
    code: 'TIMED_OUT',
    userMessage: `The cloud's ${serviceTitles[call.service]} did not answer in time (${call.subject}). Try again in a minute.`,
    message: `${describe(call)}: no answer within ${timeoutMs} ms`,
  });
}

export function unexpectedResponseError(call: CallDescription, detail: string, requestId?: string): PortalError {
  return new PortalError({
    code: 'UNEXPECTED_RESPONSE',
    userMessage: `The cloud's ${serviceTitles[call.service]} gave an answer the portal does not understand (${call.subject}).`,
    message: `${describe(call)}: ${detail}`,
    ...(requestId ? { requestId } : {}),
  });
}

/** A redirect to another origin would carry the token there: it is refused, and is the operator's to mend. */
export function foreignRedirectError(call: CallDescription, target: string): PortalError {
  return new PortalError({
    code: 'MISCONFIGURED',
    userMessage: `The cloud's ${serviceTitles[call.service]} sends the portal to another address. Its address in the service catalog must be corrected by the cloud's operator.`,
    message: `${describe(call)}: refused redirect to ${target}`,
  });
}

export function missingServiceError(service: ServiceName, region: string): PortalError {
  return new PortalError({
    code: 'MISCONFIGURED',
    userMessage: `This cloud lists no ${serviceTitles[service]} in region ${region}, and the portal needs it.`,
    message: `no endpoint of ${service} in region ${region}`,
  });
}

/** The same failure where the caller knows better what it means to the user. */
export function restated(error: PortalError, code: ErrorCode, userMessage: string): PortalError {
  return new PortalError({
    code,
    userMessage,
    message: error.message,
    ...(error.requestId ? { requestId: error.requestId } : {}),
    cause: error,
  });
}

function describe(call: CallDescription): string {
  return `${call.service} ${call.method} ${call.url}`;
}


function sentence(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed === '') return '';
  const upper = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(upper) ? upper : `${upper}.`;
}

function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause;
  return inner instanceof Error ? `${cause.message}: ${inner.message || inner.name}` : cause.message;
}
