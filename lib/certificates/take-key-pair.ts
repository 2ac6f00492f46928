import 'server-only';
import { makeKeyPair, type KeyPair } from './make-key-pair.ts';

/** One cluster's four authorities and a kubeconfig. */
const kept = 5;
/** Not at once: whoever took one is in the middle of a request. */
const refillAfterMs = 1_500;

const ready: KeyPair[] = [];
let refilling = false;

/** A fresh key pair that nobody else gets: one made ahead where there is one, since four take a quarter of a second. */
export async function takeKeyPair(): Promise<KeyPair> {
  const pair = ready.shift();
  setTimeout(() => void stockKeyPairs(), refillAfterMs).unref();
  return pair ?? makeKeyPair();
}

/** Makes the stock full, one after the other. Called when somebody is about to need them. */
export async function stockKeyPairs(): Promise<void> {
  if (refilling) return;
  refilling = true;
  try {
    while (ready.length < kept) ready.push(await makeKeyPair());
  } finally {
    refilling = false;
  }
}
