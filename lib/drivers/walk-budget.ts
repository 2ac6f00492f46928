import { heaviestValue, weighValue } from './weigh-value.ts';

const mostSteps = 50_000;
const mostWork = 30_000_000;

/** What it may cost to follow the templates. Uploaded ones may name each other, or double their values, without end. */
export class WalkBudget {
  #steps = mostSteps;
  #work = mostWork;
  readonly #weights = new WeakMap<object, number>();

  /** One more resource, or one more comparison of them. @throws Error beyond the budget */
  step(): void {
    this.#steps -= 1;
    if (this.#steps < 0) throw new Error('the templates make more resources than can be counted');
  }

  /** @param characters read or written, or as many as the work is worth. @throws Error beyond the budget */
  spend(characters: number): void {
    this.#work -= characters;
    if (this.#work < 0) throw new Error('the values in the templates take too long to work out');
  }

  /** @param length of a text that is about to be made. @throws Error when it is too long */
  spendText(length: number): void {
    if (length > heaviestValue) throw new Error('a value is too large');
    this.spend(length);
  }

  /** A value that many share is walked once. @throws Error when it is too heavy */
  weigh(value: unknown): number {
    if (typeof value !== 'object' || value === null) return weighValue(value);
    const known = this.#weights.get(value);
    if (known !== undefined) return known;
    const weight = weighValue(value);
    this.spend(weight);
    this.#weights.set(value, weight);
    return weight;
  }
}
