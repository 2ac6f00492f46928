import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#lib/errors.ts';
import { PortalError } from '#lib/errors.ts';
import { refusalError } from './errors.ts';
import { explainHeatRefusal } from './heat/explain-refusal.ts';
import { explainSignInRefusal } from './keystone/explain-sign-in-refusal.ts';
import type { ServiceName } from './service-names.ts';

function refusal(service: ServiceName, status: number, body: unknown): PortalError {
  return refusalError({
    service,
    method: 'POST',
    url: 'http://cloud/x',
    subject: 'stack',
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    requestId: 'req-1',
  });
}

const heat = (type: string, message: string) => ({ code: 400, title: 'Bad Request', explanation: 'e', error: { type, message, traceback: null } });

describe('what a refusal means', () => {
  it.each<[string, ServiceName, number, unknown, ErrorCode, string]>([
    ['Heat: name taken', 'heat', 409, heat('StackExists', 'The Stack (a) already exists.'), 'CONFLICT', 'The Stack (a) already exists.'],
    ['Heat: busy', 'heat', 409, heat('ActionInProgress', 'Stack a already has an action (UPDATE) in progress.'), 'INVALID_STATE', 'busy with another change'],
    ['Heat: too many stacks', 'heat', 400, heat('RequestLimitExceeded', 'Request limit exceeded: You have reached the maximum stacks per tenant, 100. Please delete some stacks.'), 'QUOTA_EXCEEDED', 'maximum stacks'],
    ['Heat: bad property', 'heat', 400, heat('StackValidationFailed', 'Property error: : resources.a.properties.b: : not good'), 'INVALID_INPUT', 'Heat does not accept the template: not good.'],
    ['Nova: quota', 'nova', 403, { forbidden: { code: 403, message: 'Quota exceeded for cores: Requested 4, but already used 18 of 20 cores' } }, 'QUOTA_EXCEEDED', 'Quota exceeded for cores'],
    ['Nova: over limit', 'nova', 413, { overLimit: { code: 413, message: 'This request was rate-limited.' } }, 'RATE_LIMITED', 'slow down'],
    ['Nova: not allowed', 'nova', 403, { forbidden: { code: 403, message: "Policy doesn't allow it to be performed." } }, 'FORBIDDEN', 'Your role'],
    ['Neutron: quota', 'neutron', 409, { NeutronError: { type: 'OverQuota', message: "Quota exceeded for resources: ['floatingip'].", detail: '' } }, 'QUOTA_EXCEEDED', 'floatingip'],
    ['Cinder: quota', 'cinder', 413, { overLimit: { code: 413, message: 'VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota' } }, 'QUOTA_EXCEEDED', 'Maximum number of volumes'],
    ['Octavia: quota', 'octavia', 403, { faultcode: 'Client', faultstring: 'Quota has been met for resources: Load Balancer', debuginfo: null }, 'QUOTA_EXCEEDED', 'Load Balancer'],
    ['Octavia: missing', 'octavia', 404, { faultcode: 'Client', faultstring: 'Load Balancer x not found.', debuginfo: null }, 'NOT_FOUND', 'The stack was not found'],
    ['Glance: missing, as a page', 'glance', 404, '<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1>No image found with ID nope<br /></body></html>', 'NOT_FOUND', 'The stack was not found'],
    ['Keystone: no token', 'keystone', 401, { error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } }, 'UNAUTHENTICATED', 'Sign in again'],
    ['any: slow down', 'nova', 429, '', 'RATE_LIMITED', 'slow down'],
    ['any: not built for it', 'nova', 501, '', 'INVALID_STATE', 'cannot do this'],
    ['any: down', 'cinder', 503, '', 'UNREACHABLE', 'not available'],
    ['any: broken', 'heat', 500, heat('RemoteError', 'boom'), 'UNEXPECTED_RESPONSE', 'request id'],
    ['any: something else', 'heat', 418, '', 'UNEXPECTED_RESPONSE', 'does not understand'],
  ])('%s', (_name, service, status, body, code, words) => {
    const error = refusal(service, status, body);
    expect(error.code).toBe(code);
    expect(error.userMessage).toContain(words);
    expect(error.requestId).toBe('req-1');
    expect(error.message).toContain(String(status));
  });

  it('keeps a reason in bounds', () => {
    expect(refusal('heat', 400, heat('Invalid', 'y'.repeat(50_000))).message.length).toBeLessThan(1_200);
  });
});

describe('a refused sign-in', () => {
  // Texts of keystone.exception (PasswordExpired, AccountLocked, UserDisabled, Unauthorized).
  it.each([
    ['The password is expired and needs to be changed for user: 1d2.', /has expired/],
    ['The account is locked for user: 1d2.', /is locked/],
    ['The account is disabled for user: 1d2.', /^This account is disabled/],
    ['The request you have made requires authentication.', /wrong, or the account is disabled or locked/],
  ])('%s', (message, sentence) => {
    const refused = refusal('keystone', 401, { error: { code: 401, message, title: 'Unauthorized' } });
    const explained = explainSignInRefusal(refused);
    expect(explained).toBeInstanceOf(PortalError);
    expect((explained as PortalError).userMessage).toMatch(sentence);
    expect((explained as PortalError).userMessage).not.toContain('1d2');
    expect((explained as PortalError).code).toBe('UNAUTHENTICATED');
  });

  it('leaves a Keystone that is down as it is', () => {
    const down = refusal('keystone', 503, '');
    expect(explainSignInRefusal(down)).toBe(down);
  });
});

it.each([
  ["Property error: : resources.s.properties.flavor: : Error validating value 'm9': The Flavor ID (m9) could not be found.", 'The flavor "m9" does not exist'],
  ["Property error: : resources.s.properties.flavor: : Error validating value 'm9': No Flavor matching {'name': 'm9'}. (HTTP 404)", 'The flavor "m9" does not exist'],
  ["Parameter 'image' is invalid: Error validating value 'x': No images matching {'name': 'x'}.", 'The image "x" does not exist'],
  ["Error validating value 'n': Unable to find network with name or id 'n'", 'The network "n" does not exist'],
  ['Image debian-12 requires 5 GB minimum disk space. Flavor m1.tiny has only 1 GB.', 'The flavor is too small for the image.'],
  ["Parameter 'n' is invalid: at most ten", 'Heat does not accept the value of "n": at most ten.'],
])('Heat’s "%s" becomes a sentence to act on', (reason, sentence) => {
  expect(explainHeatRefusal(reason)).toContain(sentence);
});
