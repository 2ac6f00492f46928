import { defineRoute } from '#lib/next/define-route.ts';
import { streamCluster } from '#lib/stacks/stream-cluster.ts';

/** `?since=` or Last-Event-ID: the revision the page has; without either the whole state comes first. */
export const GET = defineRoute<{ id: string }>('cluster:read', (scope, request, { id }) =>
  streamCluster(scope, id, { since: readSince(request), signal: request.signal }),
);

/** The browser's own header is newer than the address it first asked for. */
function readSince(request: Request): number | null {
  const text = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
