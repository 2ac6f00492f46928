import { issueKubeconfig } from '#lib/certificates/issue-kubeconfig.ts';
import { PortalError } from '#lib/errors.ts';
import { defineRoute } from '#lib/next/define-route.ts';

const defaultHours = '24';

/**
 * GET …/kubeconfig?hours=24 → the file. It writes (who took it, and until when), so the page of another
 * site may not lead here.
 */
export const GET = defineRoute('cluster:kubeconfig', async (scope, request, { id }: { id: string }) => {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new PortalError({ code: 'FORBIDDEN', userMessage: 'This request came from another site.' });
  }
  const hours = new URL(request.url).searchParams.get('hours') ?? defaultHours;
  const file = await issueKubeconfig(scope, { clusterId: id, lifetimeHours: Number(hours) });
  return new Response(file.yaml, {
    headers: {
      'Content-Type': 'application/yaml; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
});
