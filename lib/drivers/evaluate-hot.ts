import { createHash } from 'node:crypto';
import type { HotParameter, HotTemplate } from './hot-template.ts';
import type { WalkBudget } from './walk-budget.ts';

/**
 * A value that only exists once Heat has made something: an attribute, an id. Two with the same key are
 * the same thing.
 */
export class Unmade {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/** Raw parameter values as given to Heat. */
export type GivenParameters = Readonly<Record<string, unknown>>;

/** Of one part of an expression, above the characters it holds. */
const workOfPart = 100;

/**
 * As much of HOT's functions as counting needs: parameters, conditions, `if`, and references as opaque
 * values. Reads of parameters are noted, so that members of a group which read the same count once.
 * All methods throw when the budget is spent.
 */
export class HotScope {
  readonly template: HotTemplate;
  readonly path: string;
  readonly reads = new Set<string>();
  readonly #given: GivenParameters;
  readonly #budget: WalkBudget;
  readonly #parameters = new Map<string, unknown>();
  readonly #conditions = new Map<string, boolean | 'asked'>();

  constructor(template: HotTemplate, given: GivenParameters, path: string, budget: WalkBudget) {
    this.template = template;
    this.path = path;
    this.#given = given;
    this.#budget = budget;
  }

  parameter(name: string): unknown {
    this.reads.add(name);
    if (!this.#parameters.has(name)) this.#parameters.set(name, this.#convert(name, this.#given[name]));
    return this.#parameters.get(name);
  }

  /** The same text for what this scope would read as the same, had it been given this. */
  fingerprintAs(name: string, given: unknown): string {
    return this.#fingerprint(this.#convert(name, given));
  }

  /** @param condition a name, a function, or absent (which is true) */
  isTrue(condition: unknown): boolean {
    if (condition === undefined) return true;
    if (typeof condition !== 'string') return this.evaluate(condition) === true;
    const known = this.#conditions.get(condition);
    if (known === 'asked') throw new Error(`the condition ${condition} depends on itself`);
    if (known !== undefined) return known;
    this.#conditions.set(condition, 'asked');
    const value = this.isTrue(this.template.conditions[condition] ?? false);
    this.#conditions.set(condition, value);
    return value;
  }

  evaluate(expression: unknown): unknown {
    this.#budget.spend(workOfPart + (typeof expression === 'string' ? expression.length : 0));
    if (Array.isArray(expression)) return expression.map((item) => this.evaluate(item));
    if (typeof expression !== 'object' || expression === null || expression instanceof Unmade) return expression;
    const entries = Object.entries(expression);
    const [first] = entries;
    if (entries.length === 1 && first) {
      const applied = this.#apply(first[0], first[1]);
      if (applied !== notAFunction) return applied;
    }
    return Object.fromEntries(entries.map(([key, value]) => [key, this.evaluate(value)]));
  }

  #apply(name: string, argument: unknown): unknown {
    switch (name) {
      case 'get_param':
        return this.#getParameter(argument);
      case 'get_resource':
        return this.#unmade(`${this.path}/${this.#toText(argument)}`);
      case 'get_attr':
        return this.#unmade(`${this.path}/${this.#fingerprint(argument)}`);
      case 'get_file':
        return this.#unmade(`file ${this.#toText(argument)}`);
      case 'if': {
        const [condition, then, otherwise = null] = argument as [unknown, unknown, unknown?];
        return this.evaluate(this.isTrue(condition) ? then : otherwise);
      }
      case 'equals': {
        const [left, right] = (argument as unknown[]).map((side) => this.evaluate(side));
        return this.#fingerprint(left) === this.#fingerprint(right);
      }
      case 'not':
        return !this.isTrue(argument);
      case 'and':
        return (argument as unknown[]).every((side) => this.isTrue(side));
      case 'or':
        return (argument as unknown[]).some((side) => this.isTrue(side));
      case 'list_join':
        return this.#join(argument);
      case 'list_concat':
        return this.#concat(argument);
      case 'repeat':
        return this.#repeat(argument);
      default:
        return otherFunctions.has(name) ? this.#unmade(`${name} ${this.#fingerprint(argument)}`) : notAFunction;
    }
  }

  #getParameter(argument: unknown): unknown {
    const [name, ...keys] = Array.isArray(argument) ? argument.map((part) => this.evaluate(part)) : [argument];
    if (name === 'OS::stack_name' || name === 'OS::stack_id' || name === 'OS::project_id') return String(name);
    const found = keys.reduce<unknown>((value, key) => {
      if (value instanceof Unmade || typeof value !== 'object' || value === null) return value instanceof Unmade ? value : '';
      // Heat gives an empty text for a path that leads nowhere.
      return (value as Record<string, unknown>)[String(key)] ?? '';
    }, this.parameter(String(name)));
    // What is read twice in one value weighs twice there.
    this.#budget.spend(this.#budget.weigh(found));
    return found;
  }

  #join(argument: unknown): unknown {
    const [separator, ...lists] = argument as [unknown, ...unknown[]];
    const between = this.#toText(separator);
    const parts = lists.flatMap((list) => this.evaluate(list)).map((part) => this.#toText(part));
    this.#budget.spendText(parts.reduce((length, part) => length + part.length + between.length, 0));
    return parts.join(between);
  }

  #concat(argument: unknown): unknown {
    const lists = this.evaluate(argument);
    return areLists(lists) ? lists.flat() : this.#unmade(`list_concat ${this.#fingerprint(argument)}`);
  }

  /** Each item of one list with each of the next. */
  #repeat(argument: unknown): unknown {
    const { for_each: words, template } = argument as { for_each: unknown; template: unknown };
    const lists = this.evaluate(words) as Readonly<Record<string, unknown>>;
    if (!areLists(Object.values(lists))) return this.#unmade(`repeat ${this.#fingerprint(argument)}`);
    return (Object.entries(lists) as [string, unknown[]][]).reduce<unknown[]>(
      (made, [word, items]) => made.flatMap((each) => items.map((item) => this.#replaceWord(each, word, this.#toText(item)))),
      [this.evaluate(template)],
    );
  }

  #replaceWord(value: unknown, word: string, by: string): unknown {
    this.#budget.spend(workOfPart);
    if (typeof value === 'string') {
      const parts = value.split(word);
      this.#budget.spendText(value.length + parts.length * by.length);
      return parts.join(by);
    }
    if (Array.isArray(value)) return value.map((item) => this.#replaceWord(item, word, by));
    if (typeof value !== 'object' || value === null || value instanceof Unmade) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#replaceWord(item, word, by)]));
  }

  #toText(value: unknown): string {
    if (value instanceof Unmade) return value.key;
    this.#budget.weigh(value);
    return String(value);
  }

  #unmade(key: string): Unmade {
    this.#budget.spendText(key.length);
    return new Unmade(key);
  }

  #convert(name: string, given: unknown): unknown {
    const declared = this.template.parameters[name];
    if (!declared) return this.#unmade(`parameter ${name}`);
    const raw = given ?? declared.default;
    this.#budget.weigh(raw);
    const value = convert(declared, raw);
    this.#budget.weigh(value);
    return value;
  }

  /** Short whatever the value: many are kept. */
  #fingerprint(value: unknown): string {
    this.#budget.spend(this.#budget.weigh(value));
    const text = value instanceof Unmade ? `unmade ${value.key}` : String(JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Unmade ? { unmade: inner.key } : inner)));
    return text.length > longestFingerprint ? createHash('sha256').update(text).digest('hex') : text;
  }
}

const longestFingerprint = 200;

function areLists(value: unknown): value is unknown[][] {
  return Array.isArray(value) && value.every((item) => Array.isArray(item));
}

const notAFunction = Symbol('no function');
const otherFunctions = new Set([
  'str_replace', 'str_replace_strict', 'str_replace_vstrict', 'str_split', 'digest', 'resource_facade',
  'map_merge', 'map_replace', 'yaql', 'list_concat_unique', 'filter', 'contains', 'make_url',
]);

/** Parameters arrive as text as often as not: number and boolean as Heat reads them. */
function convert(declared: HotParameter, value: unknown): unknown {
  if (value instanceof Unmade || value === null || value === undefined) return value ?? '';
  switch (declared.type) {
    case 'number':
      return Number(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : ['true', 't', 'yes', 'y', 'on', '1'].includes(String(value).toLowerCase());
    case 'comma_delimited_list':
      if (Array.isArray(value)) return value;
      return String(value) === '' ? [] : String(value).split(',').map((part) => part.trim());
    case 'json':
      return typeof value === 'string' ? (JSON.parse(value || '{}') as unknown) : value;
    case 'string':
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}
