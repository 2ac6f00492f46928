'use client';

import { signOutAction } from '#app/(auth)/actions.ts';
import { routes } from '#lib/routes.ts';

/** Ends the session and empties this tab: drafts of wizards must not wait for the next person. */
export async function leave(): Promise<void> {
  await signOutAction().catch(() => undefined);
  sessionStorage.clear();
  window.location.assign(routes.login());
}
