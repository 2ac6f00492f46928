export const dynamic = 'force-dynamic';

/** The process lives and answers; nothing else is asked. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
