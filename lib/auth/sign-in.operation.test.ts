import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { useTestDatabase } from '#lib/db/test-database.ts';
import { inspectToken } from '#lib/openstack/authenticate.ts';
import { chooseProject } from './choose-project.ts';
import { listProjectsOf } from './list-projects.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

useTestDatabase();

const as = (userName: string, password = 'secret', projectId?: string) =>
  signIn({ userName, password, domainName: 'Default', ...(projectId ? { projectId } : {}) }, randomUUID());

describe('signing in at the test cloud', () => {
  it('leads a user of one project straight into it', async () => {
    const session = await as('alice');
    expect(session).toMatchObject({ userName: 'alice', project: { name: 'demo' } });
    expect(session.expiresAt).toBeGreaterThan(Date.now());
    const issued = await inspectToken(session.project?.token ?? '');
    expect(issued.project?.name).toBe('demo');
  });

  it('lets a user of several projects choose, and choose again without a password', async () => {
    const session = await as('carol');
    expect(session.project).toBeNull();
    const projects = await listProjectsOf(session);
    expect(projects.map((project) => project.name)).toEqual(['demo', 'demo2']);
    const first = await chooseProject(session, projects[0]?.id ?? '');
    const second = await chooseProject(first, projects[1]?.id ?? '');
    expect([first.project?.name, second.project?.name]).toEqual(['demo', 'demo2']);
    expect(second.expiresAt).toBeLessThanOrEqual(session.expiresAt);
  });

  it('leads back into the project one was in, and never into one that is not the user’s', async () => {
    const carol = await as('carol');
    const demo2 = (await listProjectsOf(carol)).find((project) => project.name === 'demo2')?.id ?? '';
    expect((await as('carol', 'secret', demo2)).project?.name).toBe('demo2');
    expect((await as('alice', 'secret', demo2)).project?.name).toBe('demo');
    await expect(chooseProject(await as('alice'), demo2)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells a refused sign-in from a user without a project, and wrong names from wrong passwords only as far as Keystone does', async () => {
    const said = async (attempt: Promise<unknown>) =>
      attempt.then(
        () => 'signed in',
        (error: { userMessage?: string }) => error.userMessage ?? String(error),
      );
    const wrong = await said(as('bob', 'not the password'));
    const none = await said(as('dave'));
    expect(wrong).toMatch(/wrong/);
    expect(await said(as('erin'))).toMatch(/disabled/);
    expect(none).toMatch(/no project/);
    expect(await said(as(`nobody-${randomUUID()}`))).toBe(wrong);
  });

  it('counts a wrong password, and forgets it when the right one comes', async () => {
    const before = await db().signInFailure.count();
    await expect(as('rita', 'not the password')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await db().signInFailure.count()).toBe(before + 2);
    await as('rita');
    // The address of the wrong attempt stays counted.
    expect(await db().signInFailure.count()).toBe(before + 1);
  });

  it('ends both tokens at Keystone when signing out', async () => {
    const session = await as('alice');
    const tokens = [session.unscopedToken, session.project?.token ?? ''];
    for (const token of tokens) await expect(inspectToken(token)).resolves.toBeDefined();
    await signOut(session);
    for (const token of tokens) await expect(inspectToken(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('field errors', () => {
  it.each([
    ['no user name', { userName: '', password: 'x' }],
    ['no password', { userName: 'alice', password: '' }],
    ['a user name of 300 letters', { userName: 'a'.repeat(300), password: 'x' }],
    ['a password of 5,000 letters', { userName: 'alice', password: 'x'.repeat(5_000) }],
  ])('%s never reaches Keystone', async (_, given) => {
    await expect(signIn({ ...given, domainName: 'Default' }, randomUUID())).rejects.toThrow(expect.objectContaining({ name: 'ZodError' }));
  });
});
