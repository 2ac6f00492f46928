import { z } from 'zod';

/*
 * Lists and maps of what strangers wrote. They are counted before their parts are looked at: each part that is wrong
 * costs a sentence, and a hundred thousand of them more memory than the portal has.
 */

export function limitedList<Item extends z.ZodType>(item: Item, most: number) {
  return z.array(z.unknown()).max(most, { error: `At most ${most} are taken.` }).pipe(z.array(item));
}

/** As `limitedList`, with one at least. */
export function limitedFullList<Item extends z.ZodType>(item: Item, most: number) {
  return z.array(z.unknown()).min(1).max(most, { error: `At most ${most} are taken.` }).pipe(z.array(item));
}

export function limitedMap<Key extends z.ZodString, Value extends z.ZodType>(key: Key, value: Value, most: number) {
  return z
    .record(z.string(), z.unknown())
    .refine((map) => Object.keys(map).length <= most, { error: `At most ${most} are taken.` })
    .pipe(z.record(key, value));
}
