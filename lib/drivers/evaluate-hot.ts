import type { HotParameter, HotTemplate } from './hot-template.ts';

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

/**
 * As much of HOT's functions as counting needs: parameters, conditions, `if`, and references as opaque
 * values. Reads of parameters are noted, so that members of a group which read the same count once.
 */
export class HotScope {
  readonly template: HotTemplate;
  readonly path: string;
  readonly reads = new Map<string, string>();
  readonly #given: GivenParameters;
  readonly #conditions = new Map<string, boolean>();

  constructor(template: HotTemplate, given: GivenParameters, path: string) {
    this.template = template;
    this.path = path;
    this.#given = given;
  }

  parameter(name: string): unknown {
    const declared = this.template.parameters[name];
    const value = declared ? convert(declared, this.#given[name] ?? declared.default) : new Unmade(`parameter ${name}`);
    this.reads.set(name, fingerprint(value));
    return value;
  }

  /** Whether this scope would read the same if it had been given these instead. */
  readsAlike(given: GivenParameters): boolean {
    const other = new HotScope(this.template, given, this.path);
    return [...this.reads].every(([name, seen]) => fingerprint(other.parameter(name)) === seen);
  }

  /** @param condition a name, a function, or absent (which is true) */
  isTrue(condition: unknown): boolean {
    if (condition === undefined) return true;
    if (typeof condition !== 'string') return this.evaluate(condition) === true;
    const known = this.#conditions.get(condition);
    if (known !== undefined) return known;
    const value = this.isTrue(this.template.conditions[condition] ?? false);
    this.#conditions.set(condition, value);
    return value;
  }

  evaluate(expression: unknown): unknown {
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
        return new Unmade(`${this.path}/${String(argument)}`);
      case 'get_attr':
        return new Unmade(`${this.path}/${JSON.stringify(argument)}`);
      case 'get_file':
        return new Unmade(`file ${String(argument)}`);
      case 'if': {
        const [condition, then, otherwise = null] = argument as [unknown, unknown, unknown?];
        return this.evaluate(this.isTrue(condition) ? then : otherwise);
      }
      case 'equals': {
        const [left, right] = (argument as unknown[]).map((side) => this.evaluate(side));
        return fingerprint(left) === fingerprint(right);
      }
      case 'not':
        return !this.isTrue(argument);
      case 'and':
        return (argument as unknown[]).every((side) => this.isTrue(side));
      case 'or':
        return (argument as unknown[]).some((side) => this.isTrue(side));
      case 'list_join':
        return this.#join(argument);
      default:
        return otherFunctions.has(name) ? new Unmade(`${name} ${fingerprint(argument)}`) : notAFunction;
    }
  }

  #getParameter(argument: unknown): unknown {
    const [name, ...keys] = Array.isArray(argument) ? argument.map((part) => this.evaluate(part)) : [argument];
    if (name === 'OS::stack_name' || name === 'OS::stack_id' || name === 'OS::project_id') return String(name);
    return keys.reduce<unknown>((value, key) => {
      if (value instanceof Unmade || typeof value !== 'object' || value === null) return value instanceof Unmade ? value : '';
      // Heat gives an empty text for a path that leads nowhere.
      return (value as Record<string, unknown>)[String(key)] ?? '';
    }, this.parameter(String(name)));
  }

  #join(argument: unknown): unknown {
    const [separator, ...lists] = argument as [string, ...unknown[]];
    const parts = lists.flatMap((list) => this.evaluate(list)).map((part) => (part instanceof Unmade ? part.key : String(part)));
    return parts.join(separator);
  }
}

const notAFunction = Symbol('no function');
const otherFunctions = new Set([
  'str_replace', 'str_replace_strict', 'str_replace_vstrict', 'str_split', 'repeat', 'digest', 'resource_facade',
  'map_merge', 'map_replace', 'yaql', 'list_concat', 'list_concat_unique', 'filter', 'contains', 'make_url',
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

function fingerprint(value: unknown): string {
  return value instanceof Unmade ? `unmade ${value.key}` : JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Unmade ? { unmade: inner.key } : inner));
}
