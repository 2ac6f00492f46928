import { installUpload } from '#lib/driver-catalogue/install-upload.ts';
import { defineRoute } from '#lib/next/define-route.ts';

const created = 201;
const refused = 400;

/** POST a .tar.gz → `{ installed: { name, version, title } }`, or with 400 `{ faults: [sentence, …] }`. */
export const POST = defineRoute('driver:install', async (scope, request) => {
  const answer = await installUpload(scope, request.body);
  return Response.json(answer, { status: 'installed' in answer ? created : refused, headers: { 'Cache-Control': 'no-store' } });
});
