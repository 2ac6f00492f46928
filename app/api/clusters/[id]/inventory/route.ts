import { makeInventory } from '#lib/cluster-access/make-inventory.ts';
import { defineRoute } from '#lib/next/define-route.ts';

/** GET …/inventory → inventory.ini and group_vars as .tar.gz. */
export const GET = defineRoute('cluster:read', async (scope, _request, { id }: { id: string }) => {
  const { archive, fileName } = await makeInventory(scope, id);
  return new Response(archive, {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
});
