import { issueDockerBundle } from '#lib/certificates/issue-docker-bundle.ts';
import { defineRoute } from '#lib/next/define-route.ts';
import { requireOwnSite } from '#lib/next/require-own-site.ts';

const defaultHours = '24';

/** GET …/docker-bundle?hours=24 → the .tar.gz. It writes who took it, and until when. */
export const GET = defineRoute('cluster:docker-bundle', async (scope, request, { id }: { id: string }) => {
  requireOwnSite(request);
  const hours = new URL(request.url).searchParams.get('hours') ?? defaultHours;
  const { archive, fileName } = await issueDockerBundle(scope, { clusterId: id, lifetimeHours: Number(hours) });
  return new Response(archive, {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
});
