import { issueKubeconfig } from '#lib/certificates/issue-kubeconfig.ts';
import { defineRoute } from '#lib/next/define-route.ts';
import { requireOwnSite } from '#lib/next/require-own-site.ts';

const defaultHours = '24';

/** GET …/kubeconfig?hours=24 → the file. It writes who took it, and until when. */
export const GET = defineRoute('cluster:kubeconfig', async (scope, request, { id }: { id: string }) => {
  requireOwnSite(request);
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
