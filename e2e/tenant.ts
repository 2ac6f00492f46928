import { ask, signInToCloud, type Session } from './cloud.ts';

/** A project and its one member, whose password is that of all: what stands in the project is one test's alone. */
export interface Tenant {
  userName: string;
  projectName: string;
  remove(): Promise<void>;
}

const keystone = process.env.OS_AUTH_URL ?? 'http://127.0.0.1:5000/v3';
/** As a member of the seeded projects has them (testcloud/seed/identity.py). */
const memberRoles = ['member', 'heat_stack_owner', 'load-balancer_member', 'creator'];

/** @param more roles, beside a member's */
export async function makeTenant(name: string, more: readonly string[] = []): Promise<Tenant> {
  const operator = await signInToCloud('operator', 'admin');
  const projectId = await create(operator, 'project', { name, domain_id: 'default' });
  const userId = await create(operator, 'user', { name, domain_id: 'default', password: 'secret', enabled: true });
  const { roles } = await ask<{ roles: { id: string; name: string }[] }>(operator, `${keystone}/roles`);
  for (const role of roles.filter((each) => [...memberRoles, ...more].includes(each.name))) {
    await ask(operator, `${keystone}/projects/${projectId}/users/${userId}/roles/${role.id}`, { method: 'PUT' });
  }
  return {
    userName: name,
    projectName: name,
    async remove() {
      const neutron = `${operator.endpoint('network')}/v2.0/security-groups`;
      // Neutron makes a default group for whoever looks.
      const { security_groups: groups } = await ask<{ security_groups: { id: string }[] }>(operator, `${neutron}?project_id=${projectId}`);
      for (const { id } of groups) await ask(operator, `${neutron}/${id}`, { method: 'DELETE' });
      await ask(operator, `${keystone}/users/${userId}`, { method: 'DELETE' });
      await ask(operator, `${keystone}/projects/${projectId}`, { method: 'DELETE' });
    },
  };
}

async function create(operator: Session, kind: 'project' | 'user', values: object): Promise<string> {
  const made = await ask<Record<typeof kind, { id: string }>>(operator, `${keystone}/${kind}s`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [kind]: values }),
  });
  return made[kind].id;
}
