import { PortalError } from '#lib/errors.ts';

/** Who acts: the part of a scope that policy looks at. */
export interface Actor {
  readonly userId: string;
  readonly projectId: string;
  readonly roles: readonly string[];
}

export const abilities = [
  'cluster:read',
  'cluster:create',
  'cluster:delete',
  'cluster:kubeconfig',
  'cluster:docker-bundle',
  'cluster:console',
  'cluster:move',
  'cluster-template:read',
  'cluster-template:create',
  'cluster-template:update',
  'cluster-template:delete',
  'cluster-template:publish',
  'driver:read',
  'driver:set-default',
  'driver:set-cloud-default',
  'driver:set-status',
  'driver:install',
  'driver:remove',
  'cloud:read',
  'quota:read',
  'activity:read',
  'admin:clusters',
  'admin:cluster-delete',
] as const;

export type Ability = (typeof abilities)[number];

type Standing = 'reader' | 'member' | 'admin';

const required: Readonly<Record<Ability, Standing>> = {
  'cluster:read': 'reader',
  'cluster:create': 'member',
  'cluster:delete': 'member',
  'cluster:kubeconfig': 'member',
  'cluster:docker-bundle': 'member',
  'cluster:console': 'member',
  'cluster:move': 'member',
  'cluster-template:read': 'reader',
  'cluster-template:create': 'member',
  'cluster-template:update': 'member',
  'cluster-template:delete': 'member',
  'cluster-template:publish': 'admin',
  'driver:read': 'reader',
  'driver:set-default': 'member',
  'driver:set-cloud-default': 'admin',
  'driver:set-status': 'admin',
  'driver:install': 'admin',
  'driver:remove': 'admin',
  'cloud:read': 'reader',
  'quota:read': 'reader',
  'activity:read': 'reader',
  'admin:clusters': 'admin',
  'admin:cluster-delete': 'admin',
};

const rank: Readonly<Record<Standing, number>> = { reader: 0, member: 1, admin: 2 };

/** Any role in the project lets one see; Keystone's `member` and `admin` are the implied ladder above it. */
export function standingOf(roles: readonly string[]): Standing {
  if (roles.includes('admin')) return 'admin';
  if (roles.includes('member')) return 'member';
  return 'reader';
}

export function isAdmin(actor: Pick<Actor, 'roles'>): boolean {
  return standingOf(actor.roles) === 'admin';
}

export function can(actor: Pick<Actor, 'roles'>, ability: Ability): boolean {
  return rank[standingOf(actor.roles)] >= rank[required[ability]];
}

/** Null when allowed, else the sentence a disabled button shows. */
export function reasonAgainst(actor: Pick<Actor, 'roles'>, ability: Ability): string | null {
  if (can(actor, ability)) return null;
  return required[ability] === 'admin'
    ? 'Only an administrator of the cloud may do this.'
    : 'Your role in this project may look but not change. Ask a project administrator for the member role.';
}

/** @throws PortalError FORBIDDEN */
export function requireAbility(actor: Pick<Actor, 'roles'>, ability: Ability): void {
  const reason = reasonAgainst(actor, ability);
  if (reason) throw new PortalError({ code: 'FORBIDDEN', userMessage: reason, message: `not allowed: ${ability}` });
}
