/** Runs once per server process, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { dropForgedAddresses } = await import('#lib/next/drop-forged-addresses.ts');
  const { env } = await import('#lib/env.ts');
  dropForgedAddresses(env().JEROBOAM_TRUSTED_PROXIES);
}
