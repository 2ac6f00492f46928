import { defineRoute } from '#lib/next/define-route.ts';
import { readServerConsole } from '#lib/stacks/read-server-console.ts';

/** `?server=<id>`: the end of that server's console log as text. */
export const GET = defineRoute<{ id: string }>('cluster:console', async (scope, request, { id }) => {
  const serverId = new URL(request.url).searchParams.get('server') ?? '';
  const text = await readServerConsole(scope, id, serverId);
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
});
