import { defineRoute } from '#lib/next/define-route.ts';
import { streamChanges } from '#lib/stacks/stream-cluster.ts';

/** Ids of clusters that changed, for lists; `?all=1`: of every project, for administrators. */
export const GET = defineRoute('cluster:read', (scope, request) =>
  streamChanges(scope, { all: new URL(request.url).searchParams.get('all') === '1', signal: request.signal }),
);
