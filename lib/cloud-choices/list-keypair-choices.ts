import 'server-only';
import type { Scope } from '#lib/openstack/scope.ts';
import { asChoices } from './as-choices.ts';
import type { Choices, KeypairChoice } from './view.ts';

/** The acting user's own keypairs: Nova keeps them by user, not by project. */
export function listKeypairChoices(scope: Scope): Promise<Choices<KeypairChoice>> {
  return asChoices('keypairs', async () =>
    (await scope.nova.listKeypairs())
      .map(({ name, fingerprint }) => ({ name, fingerprint }))
      .sort((one, other) => one.name.localeCompare(other.name)),
  );
}
