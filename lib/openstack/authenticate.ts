import 'server-only';
import { env } from '#lib/env.ts';
import { isPortalError } from '#lib/errors.ts';
import { restated, unexpectedResponseError, type CallDescription } from './errors.ts';
import { defaultTimeoutMs, exchange, makeTransport, parseAnswer } from './http.ts';
import { keystoneUrl } from './keystone/address.ts';
import { explainSignInRefusal } from './keystone/explain-sign-in-refusal.ts';
import { projectsAnswerSchema, toIssuedToken, tokenAnswerSchema, toProjects } from './keystone/schemas.ts';
import type { IssuedToken, Project } from './keystone/types.ts';
import { forgetToken } from './session-tokens.ts';

/**
 * An unscoped token: good for the project list and for `authenticateWithToken`.
 * @throws UNAUTHENTICATED with the sentence for the sign-in form; UNREACHABLE or TIMED_OUT when Keystone is down
 */
export async function authenticateWithPassword(input: {
  userName: string;
  password: string;
  domainName: string;
}): Promise<IssuedToken> {
  try {
    return await issueToken({ identity: passwordIdentity(input), scope: 'unscoped' });
  } catch (error) {
    throw explainSignInRefusal(error);
  }
}

/**
 * A token for the project, made from any valid token of the same user: sign-in's second step and every
 * change of project. It ends when the first token would have ended.
 * @throws UNAUTHENTICATED when the token has ended; FORBIDDEN when the user has no role in the project
 */
export async function authenticateWithToken(input: { token: string; projectId: string }): Promise<IssuedToken> {
  try {
    return await issueToken({
      identity: { methods: ['token'], token: { id: input.token } },
      scope: { project: { id: input.projectId } },
    });
  } catch (error) {
    if (!isPortalError(error, 'UNAUTHENTICATED', 'NOT_FOUND')) throw error;
    // Keystone says 401 both of an ended token and of a project that is not the user's (and 404 of a token it cannot
    // read): whether the token still answers tells them apart.
    await inspectToken(input.token);
    throw restated(error, 'FORBIDDEN', 'You have no role in that project. Choose another one.');
  }
}

/** The portal's own service user, in the service project. @throws MISCONFIGURED when Keystone refuses it */
export async function authenticateService(): Promise<IssuedToken> {
  const { JEROBOAM_SERVICE_DOMAIN: domainName, JEROBOAM_SERVICE_PROJECT: projectName } = env();
  try {
    return await issueToken({
      identity: serviceIdentity(),
      scope: { project: { name: projectName, domain: { name: domainName } } },
    });
  } catch (error) {
    if (!isPortalError(error, 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND')) throw error;
    throw restated(error, 'MISCONFIGURED', "The portal's own sign-in at the cloud was refused. The portal's operator must correct it.");
  }
}

/**
 * A token of the trustor, got by the service user as trustee.
 * @throws FORBIDDEN when the trust no longer works: deleted, expired, or its trustor is disabled or has lost a role;
 * MISCONFIGURED when Keystone refuses the service user itself
 */
export async function authenticateWithTrust(input: { trustId: string }): Promise<IssuedToken> {
  try {
    return await issueToken({ identity: serviceIdentity(), scope: { 'OS-TRUST:trust': { id: input.trustId } } });
  } catch (error) {
    if (!isPortalError(error, 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND')) throw error;
    // Keystone answers 401 both for a dead trust and for a wrong service password: the plain sign-in tells which.
    await authenticateService();
    throw restated(
      error,
      'FORBIDDEN',
      'The permission this cluster was made with no longer works: its creator has left the project, lost a role, or removed it.',
    );
  }
}

/** Ends the token in Keystone and forgets what is known of it; one that has already ended counts as done. */
export async function revokeToken(token: string): Promise<void> {
  forgetToken(token);
  const transport = makeTransport({ service: 'keystone', baseUrl: keystoneUrl(), token });
  try {
    await transport.run('DELETE', '/auth/tokens', undefined, { subject: 'session', headers: { 'X-Subject-Token': token } });
  } catch (error) {
    if (!isPortalError(error, 'UNAUTHENTICATED', 'NOT_FOUND')) throw error;
  }
}

/** Enabled projects in which the token's user has a role, by name. */
export async function listTokenProjects(token: string): Promise<Project[]> {
  const transport = makeTransport({ service: 'keystone', baseUrl: keystoneUrl(), token });
  return toProjects(await transport.get('/auth/projects', projectsAnswerSchema, { subject: 'project list' }));
}

/**
 * What Keystone says of a token: who, which project, roles, catalog.
 * @throws UNAUTHENTICATED when it has ended
 */
export async function inspectToken(token: string): Promise<IssuedToken> {
  const transport = makeTransport({ service: 'keystone', baseUrl: keystoneUrl(), token });
  try {
    const answer = await transport.get('/auth/tokens', tokenAnswerSchema, {
      subject: 'session',
      headers: { 'X-Subject-Token': token },
    });
    return toIssuedToken(token, answer);
  } catch (error) {
    if (!isPortalError(error, 'NOT_FOUND')) throw error;
    throw restated(error, 'UNAUTHENTICATED', 'Your session has ended. Sign in again.');
  }
}

function passwordIdentity(input: { userName: string; password: string; domainName: string }) {
  return {
    methods: ['password'],
    password: { user: { name: input.userName, domain: { name: input.domainName }, password: input.password } },
  };
}

function serviceIdentity() {
  const { JEROBOAM_SERVICE_USERNAME, JEROBOAM_SERVICE_PASSWORD, JEROBOAM_SERVICE_DOMAIN } = env();
  return passwordIdentity({
    userName: JEROBOAM_SERVICE_USERNAME,
    password: JEROBOAM_SERVICE_PASSWORD,
    domainName: JEROBOAM_SERVICE_DOMAIN,
  });
}

async function issueToken(auth: { identity: object; scope: unknown }): Promise<IssuedToken> {
  const url = new URL(`${keystoneUrl()}/auth/tokens`);
  const call: CallDescription = { service: 'keystone', method: 'POST', url: url.href, subject: 'sign-in' };
  const answer = await exchange(call, url, { method: 'POST', headers: {}, body: { auth }, timeoutMs: defaultTimeoutMs });
  const token = answer.headers.get('x-subject-token');
  if (!token) throw unexpectedResponseError(call, 'no X-Subject-Token', answer.requestId);
  return toIssuedToken(token, parseAnswer(call, answer, tokenAnswerSchema));
}
