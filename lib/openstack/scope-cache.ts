import { systemClock, type Clock } from '#lib/clock.ts';
import type { IssuedToken } from './keystone/types.ts';

interface Entry {
  issued: Promise<IssuedToken>;
  /** Infinity while the request is under way. */
  freshUntil: number;
}

/**
 * Tokens by key, each asked for once however many callers want it at the same time. A failed request is
 * not kept.
 */
export class TokenCache {
  readonly #entries = new Map<string, Entry>();
  readonly #freshUntil: (issued: IssuedToken, now: number) => number;
  readonly #clock: Clock;
  readonly #maxEntries: number;

  constructor(options: { freshUntil: (issued: IssuedToken, now: number) => number; maxEntries: number; clock?: Clock }) {
    this.#freshUntil = options.freshUntil;
    this.#maxEntries = options.maxEntries;
    this.#clock = options.clock ?? systemClock;
  }

  get(key: string, ask: () => Promise<IssuedToken>): Promise<IssuedToken> {
    const now = this.#clock.now().getTime();
    const known = this.#entries.get(key);
    if (known && known.freshUntil > now) return known.issued;
    const entry: Entry = { issued: ask(), freshUntil: Infinity };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#trim();
    entry.issued.then(
      (issued) => {
        entry.freshUntil = this.#freshUntil(issued, this.#clock.now().getTime());
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.issued;
  }

  drop(key: string): void {
    this.#entries.delete(key);
  }

  /** Oldest first: a Map keeps the order of insertion. */
  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) return;
      this.#entries.delete(key);
    }
  }
}
