import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  authenticateService,
  authenticateWithPassword,
  authenticateWithToken,
  authenticateWithTrust,
  inspectToken,
  listTokenProjects,
  revokeToken,
} from '../authenticate.ts';
import { failureOf } from '../expect-failure.ts';
import { makeTransport } from '../http.ts';
import { forgetTrustScope, serviceScope, trustScope } from '../service-scope.ts';
import { regionsOfToken, scopeForToken } from '../session-scope.ts';
import type { Scope } from '../scope.ts';
import { signInForTest, testPassword, uniqueName } from '../test-sign-in.ts';
import { keystoneUrl } from './address.ts';
import { newTrustExpiry } from './trust-expiry.ts';

const asAlice = { userName: 'alice', password: testPassword, domainName: 'Default' };

describe('sign-in', () => {
  let operator: Scope;
  const made: string[] = [];

  /** A user without any project, made by the operator and removed again. */
  async function makeUser(enabled: boolean): Promise<string> {
    const name = uniqueName('contract-user');
    const transport = makeTransport({ service: 'keystone', baseUrl: keystoneUrl(), token: operator.token });
    const answer = await transport.send(
      'POST',
      '/users',
      { user: { name, password: testPassword, enabled, domain_id: 'default' } },
      z.object({ user: z.object({ id: z.string() }) }),
      { subject: 'user' },
    );
    made.push(answer.user.id);
    return name;
  }

  beforeAll(async () => {
    operator = await signInForTest('operator');
  });

  afterAll(async () => {
    const transport = makeTransport({ service: 'keystone', baseUrl: keystoneUrl(), token: operator.token });
    for (const id of made) await transport.run('DELETE', `/users/${id}`, undefined, { subject: 'user' });
  });

  it('gives an unscoped token that lists the projects by name', async () => {
    const issued = await authenticateWithPassword(asAlice);
    expect(issued).toMatchObject({ userName: 'alice', project: null, catalog: [] });
    expect(issued.expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect((await listTokenProjects(issued.token)).map((project) => project.name)).toEqual(['demo']);
    const carol = await authenticateWithPassword({ ...asAlice, userName: 'carol' });
    expect((await listTokenProjects(carol.token)).map((project) => project.name)).toEqual(['demo', 'demo2']);
  });

  it('says of a wrong password, an unknown name and a disabled user the one sentence that Keystone leaves open', async () => {
    const disabled = await makeUser(false);
    const refused = await Promise.all([
      failureOf(authenticateWithPassword({ ...asAlice, password: 'wrong' })),
      failureOf(authenticateWithPassword({ ...asAlice, userName: uniqueName('nobody') })),
      failureOf(authenticateWithPassword({ ...asAlice, userName: disabled })),
      failureOf(authenticateWithPassword({ ...asAlice, domainName: 'nowhere' })),
    ]);
    for (const error of refused) {
      expect(error.code).toBe('UNAUTHENTICATED');
      expect(error.userMessage).toBe('The user name, password or domain is wrong, or the account is disabled or locked.');
      expect(error.requestId).toMatch(/^req-/);
      expect(error.message).not.toContain(testPassword);
    }
  });

  it('lists no project for a user who has none', async () => {
    const issued = await authenticateWithPassword({ ...asAlice, userName: await makeUser(true) });
    expect(await listTokenProjects(issued.token)).toEqual([]);
  });

  it("changes to another of the user's projects with the token, and to no other", async () => {
    const carol = await authenticateWithPassword({ ...asAlice, userName: 'carol' });
    for (const project of await listTokenProjects(carol.token)) {
      const scoped = await authenticateWithToken({ token: carol.token, projectId: project.id });
      expect(scoped.project).toEqual({ id: project.id, name: project.name });
      expect(scoped.roles).toContain('member');
      expect(scoped.catalog.map((entry) => entry.type)).toContain('orchestration');
    }
    const alice = await authenticateWithPassword(asAlice);
    const foreign = (await listTokenProjects(carol.token)).find((project) => project.name === 'demo2');
    const error = await failureOf(authenticateWithToken({ token: alice.token, projectId: foreign?.id ?? '' }));
    expect(error.code).toBe('FORBIDDEN');
    expect((await failureOf(authenticateWithToken({ token: 'gone', projectId: foreign?.id ?? '' }))).code).toBe('UNAUTHENTICATED');
  });
});

describe('the scope of a token', () => {
  it('has names, roles, region and clients, and ends with the token', async () => {
    const { token } = await signInForTest('alice');
    const scope = await scopeForToken(token);
    expect(scope).toMatchObject({ kind: 'session', userName: 'alice', projectName: 'demo' });
    expect(await regionsOfToken(token)).toEqual([scope.region]);
    expect(scope.cinder).not.toBeNull();
    expect(scope.octavia).not.toBeNull();
    expect(scope.serviceTypes).toEqual(expect.arrayContaining(['block-storage', 'key-manager', 'load-balancer', 'orchestration']));
    expect((await scope.keystone.listProjects()).map((project) => project.name)).toEqual(['demo']);

    await revokeToken(token);
    expect((await failureOf(scopeForToken(token))).code).toBe('UNAUTHENTICATED');
    expect((await failureOf(inspectToken(token))).code).toBe('UNAUTHENTICATED');
    await revokeToken(token);
  });

  it('keeps what Keystone said, so that a second page costs no request', async () => {
    const { token } = await signInForTest('alice');
    const [first, second] = await Promise.all([scopeForToken(token), scopeForToken(token)]);
    expect(first.userId).toBe(second.userId);
    expect(first.tokenExpiresAt).toBe(second.tokenExpiresAt);
  });

  it('refuses a token without a project', async () => {
    const issued = await authenticateWithPassword(asAlice);
    expect((await failureOf(scopeForToken(issued.token))).code).toBe('INVALID_STATE');
  });

  it('of a missing region says so', async () => {
    const { token } = await signInForTest('alice');
    expect((await failureOf(scopeForToken(token, 'Atlantis'))).code).toBe('MISCONFIGURED');
  });
});

describe('application credentials', () => {
  it('sign in with the roles they were given and no more, are made once for a name, and go', async () => {
    const alice = await signInForTest('alice');
    const credential = { name: uniqueName('credential'), secret: uniqueName('secret'), roleNames: ['member'], description: 'test' };
    await alice.keystone.createApplicationCredential(credential);
    await alice.keystone.createApplicationCredential({ ...credential, secret: 'of a second try' });
    const signIn = async () => {
      const identity = { methods: ['application_credential'], application_credential: { name: credential.name, secret: credential.secret, user: { id: alice.userId } } };
      const answer = await fetch(`${keystoneUrl()}/auth/tokens`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ auth: { identity } }) });
      const { token } = (await answer.json()) as { token?: { roles: { name: string }[] } };
      return { status: answer.status, roles: token?.roles.map((role) => role.name) };
    };
    expect(await signIn()).toMatchObject({ status: 201, roles: expect.arrayContaining(['member']) as string[] });
    expect((await signIn()).roles).not.toContain('heat_stack_owner');
    await alice.keystone.deleteApplicationCredential(credential.name);
    expect((await signIn()).status).toBe(401);
    await alice.keystone.deleteApplicationCredential(credential.name);
  });

  it('cannot be made by a trust', async () => {
    const alice = await signInForTest('alice');
    const service = await serviceScope();
    const given = await alice.keystone.createTrust({ trusteeUserId: service.userId, roleNames: alice.roles, expiresAt: newTrustExpiry(new Date()) });
    const trusted = await trustScope(given.id);
    const error = await failureOf(trusted.keystone.createApplicationCredential({ name: uniqueName('credential'), secret: 'x', roleNames: ['member'], description: '' }));
    await alice.keystone.deleteTrust(given.id);
    forgetTrustScope(given.id);
    expect(error.code).toBe('FORBIDDEN');
  });
});

describe('trusts', () => {
  it('are given, found by their second of expiry, used, and deleted by a token got through them', async () => {
    const alice = await signInForTest('alice');
    const service = await serviceScope();
    expect(service.userName).toBe((await authenticateService()).userName);
    const expiresAt = newTrustExpiry(new Date());
    const given = await alice.keystone.createTrust({ trusteeUserId: service.userId, roleNames: alice.roles, expiresAt });
    expect(given).toMatchObject({ trustorUserId: alice.userId, trusteeUserId: service.userId, projectId: alice.projectId, expiresAt });
    expect(given.roleNames.toSorted()).toEqual(alice.roles.toSorted());

    const found = (await alice.keystone.listTrusts()).filter((trust) => trust.expiresAt === expiresAt);
    expect(found.map((trust) => trust.id)).toEqual([given.id]);

    const [trusted, again] = await Promise.all([trustScope(given.id), trustScope(given.id)]);
    expect(trusted).toMatchObject({ kind: 'trust', userId: alice.userId, projectId: alice.projectId });
    expect(again.token).toBe(trusted.token);
    expect(await trusted.heat.listStacksByTag(uniqueName('none'))).toEqual([]);

    await trusted.keystone.deleteTrust(given.id);
    forgetTrustScope(given.id);
    expect((await failureOf(trustScope(given.id))).code).toBe('FORBIDDEN');
    expect((await failureOf(authenticateWithTrust({ trustId: given.id }))).code).toBe('FORBIDDEN');
    expect((await failureOf(alice.keystone.deleteTrust(given.id))).code).toBe('NOT_FOUND');
  });

  it('show no microseconds, though they were given', async () => {
    const alice = await signInForTest('alice');
    const service = await serviceScope();
    const expiresAt = newTrustExpiry(new Date()).replace('.000000Z', '.123456Z');
    const given = await alice.keystone.createTrust({ trusteeUserId: service.userId, roleNames: ['member'], expiresAt });
    await alice.keystone.deleteTrust(given.id);
    expect(given.expiresAt).toBe(expiresAt.replace('.123456Z', '.000000Z'));
  });

  it('cannot lend a role the user has not', async () => {
    const rita = await signInForTest('rita');
    const service = await serviceScope();
    const expiresAt = newTrustExpiry(new Date());
    const error = await failureOf(rita.keystone.createTrust({ trusteeUserId: service.userId, roleNames: ['admin'], expiresAt }));
    expect(error.code).toBe('FORBIDDEN');
  });

  it("of one user are no other user's to delete", async () => {
    const alice = await signInForTest('alice');
    const bob = await signInForTest('bob', 'demo2');
    const service = await serviceScope();
    const given = await alice.keystone.createTrust({
      trusteeUserId: service.userId,
      roleNames: ['member'],
      expiresAt: newTrustExpiry(new Date()),
    });
    expect((await failureOf(bob.keystone.deleteTrust(given.id))).code).toBe('FORBIDDEN');
    await alice.keystone.deleteTrust(given.id);
  });
});
