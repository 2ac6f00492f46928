import { requireAbility } from '#lib/auth/policy.ts';
import { defineRoute } from '#lib/next/define-route.ts';
import { streamChanges } from '#lib/stacks/stream-cluster.ts';

/** Ids of clusters that changed, for lists; `?all=1`: of every project, for administrators. */
export const GET = defineRoute('cluster:read', async (scope, request) => {
  const all = new URL(request.url).searchParams.get('all') === '1';
  if (all) requireAbility(scope, 'admin:clusters');
  return streamChanges(scope, all ? null : scope.projectId, request.signal);
});
