import { describe, expect, it } from 'vitest';
import { abilities, can, reasonAgainst, requireAbility, standingOf, type Ability } from './policy.ts';

const reader = { roles: ['reader'] };
const member = { roles: ['member', 'load-balancer_member'] };
const admin = { roles: ['admin'] };

const adminOnly: Ability[] = [
  'cluster-template:publish', 'driver:set-cloud-default', 'driver:set-status', 'driver:install', 'driver:remove',
  'admin:clusters', 'admin:cluster-delete',
];
const looking: Ability[] = ['cluster:read', 'cluster-template:read', 'driver:read', 'cloud:read', 'quota:read', 'activity:read'];

describe('policy', () => {
  it('lets an administrator do everything', () => {
    expect(abilities.filter((ability) => !can(admin, ability))).toEqual([]);
  });

  it('lets a member do everything but what is the administrator’s', () => {
    expect(abilities.filter((ability) => !can(member, ability))).toEqual(adminOnly);
  });

  it('lets a reader look and nothing more', () => {
    expect(abilities.filter((ability) => can(reader, ability))).toEqual(looking);
  });

  it('takes a role it does not know for a reader', () => {
    expect(standingOf(['heat_stack_owner', 'Admin', 'administrator'])).toBe('reader');
    expect(standingOf([])).toBe('reader');
  });

  it('gives a sentence for what is not allowed, and none for what is', () => {
    expect(reasonAgainst(member, 'cluster:create')).toBeNull();
    expect(reasonAgainst(reader, 'cluster:create')).toMatch(/look but not change/);
    expect(reasonAgainst(member, 'admin:clusters')).toMatch(/administrator/);
    expect(() => requireAbility({ ...reader, roles: ['reader'] }, 'cluster:delete')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
