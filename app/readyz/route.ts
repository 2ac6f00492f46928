import { readReadiness } from '#lib/next/readiness.ts';

export const dynamic = 'force-dynamic';

/** 200 when this replica can serve: its database answers and has every migration. The cloud is a detail. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
