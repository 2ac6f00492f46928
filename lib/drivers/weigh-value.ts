/** A part of a value takes about as much memory as so many characters. */
const weightOfPart = 100;
/** Beyond it, what walks a value by recursion (JSON.stringify) could run out of stack. */
const deepest = 500;

export const heaviestValue = 1_000_000;

/**
 * What a value costs to walk or to write down, in characters. One that holds another twice weighs both, as it would
 * when written: so it is stopped here before it is a text that no memory holds.
 * @throws Error when it weighs more than `heaviestValue`
 */
export function weighValue(value: unknown): number {
  return weighPart(value, 0, 0);
}

function weighPart(value: unknown, before: number, depth: number): number {
  let weight = before + weightOfPart;
  if (typeof value === 'string') weight += value.length;
  else if (typeof value === 'object' && value !== null) {
    if (depth === deepest) throw new Error('a value is nested too deep');
    for (const [key, part] of Object.entries(value)) weight = weighPart(part, weight + key.length, depth + 1);
  }
  if (weight > heaviestValue) throw new Error('a value is too large');
  return weight;
}
