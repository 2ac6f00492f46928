import { type GivenParameters, HotScope, Unmade } from './evaluate-hot.ts';
import { type HotTemplate, readHotTemplate } from './hot-template.ts';
import { WalkBudget } from './walk-budget.ts';

/** A made resource: its type and its properties, evaluated when asked. */
export interface MadeResource {
  name: string;
  type: string;
  property: (name: string) => unknown;
  /** How many alike. */
  count: number;
}

/**
 * Every resource Heat will make of a template, nested stacks included: each with the number of its like.
 * @param files nested templates by the name their type gives
 */
export function walkResources(text: string, files: Readonly<Record<string, string>>, parameters: GivenParameters): MadeResource[] {
  const walk: Walk = { files, budget: new WalkBudget(), templates: new Map(), depth: 0 };
  return walkScope(new HotScope(readTemplate(text, walk), parameters, '', walk.budget), walk);
}

/** A way through the templates. */
interface Walk {
  files: Readonly<Record<string, string>>;
  budget: WalkBudget;
  /** Those read, by their text. */
  templates: Map<string, HotTemplate>;
  /** Of nested stacks. */
  depth: number;
}

/** Heat's own limit is 5, unless its operator has raised it. */
const deepest = 20;
/** To hand a property on to one more nested stack. */
const workOfProperty = 50;
/** To read a template takes so much more memory than its text. */
const workOfLetter = 20;

function readTemplate(text: string, walk: Walk): HotTemplate {
  const known = walk.templates.get(text);
  if (known) return known;
  walk.budget.spend(text.length * workOfLetter);
  const template = readHotTemplate(text);
  walk.templates.set(text, template);
  return template;
}

function walkScope(scope: HotScope, walk: Walk): MadeResource[] {
  if (walk.depth > deepest) throw new Error(`the templates are nested more than ${deepest} deep`);
  const made: MadeResource[] = [];
  const { files } = walk;
  const within = { ...walk, depth: walk.depth + 1 };
  for (const [name, resource] of Object.entries(scope.template.resources)) {
    walk.budget.step();
    if (!scope.isTrue(resource.condition)) continue;
    const property = (key: string) => scope.evaluate(resource.properties?.[key]);
    made.push({ name, type: resource.type, property, count: 1 });
    if (resource.type === 'OS::Heat::ResourceGroup') made.push(...walkGroup(scope, name, property, within));
    else if (files[resource.type] !== undefined) {
      const given = scope.evaluate(resource.properties ?? {}) as GivenParameters;
      const template = readTemplate(files[resource.type] ?? '', walk);
      made.push(...walkScope(new HotScope(template, given, `${scope.path}/${name}`, walk.budget), within));
    }
  }
  return made;
}

interface Kind {
  members: MadeResource[];
  count: number;
}

/** Kinds whose templates have read the same parameters, by what they read. */
interface ReadAlike {
  scope: HotScope;
  names: readonly string[];
  kinds: Map<string, Kind>;
}

/** Members differ by `%index%` alone; those whose templates would read the same are walked once. */
function walkGroup(
  scope: HotScope,
  name: string,
  property: (key: string) => unknown,
  walk: Walk,
): MadeResource[] {
  const { budget } = walk;
  const count = Number(property('count') ?? 1);
  const definition = property('resource_def') as { type: string; properties?: Record<string, unknown> };
  const given = definition.properties ?? {};
  const text = walk.files[definition.type];
  const made: MadeResource[] = [{ name, type: definition.type, property: (key) => given[key], count }];
  if (text === undefined) return count > 0 ? made : [];

  const variable = String(property('index_var') ?? '%index%');
  const indexed = Object.keys(given).filter((key) => {
    budget.weigh(given[key]);
    return mentions(given[key], variable);
  });
  const ownOf = (key: string, index: number) => {
    budget.spend(budget.weigh(given[key]));
    return replaceIndex(given[key], variable, String(index));
  };
  const alike: ReadAlike[] = [];
  const kinds: Kind[] = [];
  for (let index = 0; index < count; index += 1) {
    budget.step();
    const known = findKind(alike, (key) => ownOf(key, index), budget);
    if (known) {
      known.count += 1;
      continue;
    }
    budget.spend(Object.keys(given).length * workOfProperty);
    const own = { ...given, ...Object.fromEntries(indexed.map((key) => [key, ownOf(key, index)])) };
    const nested = new HotScope(readTemplate(text, walk), own, `${scope.path}/${name}`, budget);
    const members = walkScope(nested, walk);
    // Ask now for what the totals will ask for, so that those reads are noted, too.
    for (const member of members) for (const key of Object.keys(countedProperties[member.type] ?? {})) member.property(key);
    const kind = { members, count: 1 };
    kinds.push(kind);
    keepKind(alike, kind, nested, indexed.filter((key) => nested.reads.has(key)), (key) => own[key]);
  }
  return count > 0 ? [...made, ...kinds.flatMap((kind) => kind.members.map((member) => ({ ...member, count: member.count * kind.count })))] : [];
}

function findKind(alike: readonly ReadAlike[], ownOf: (key: string) => unknown, budget: WalkBudget): Kind | undefined {
  for (const { scope, names, kinds } of alike) {
    budget.step();
    const found = kinds.get(fingerprintOf(scope, names, ownOf));
    if (found) return found;
  }
  return undefined;
}

function keepKind(alike: ReadAlike[], kind: Kind, scope: HotScope, names: readonly string[], ownOf: (key: string) => unknown): void {
  let same = alike.find((each) => each.names.length === names.length && each.names.every((key, index) => key === names[index]));
  if (!same) {
    same = { scope, names, kinds: new Map() };
    alike.push(same);
  }
  same.kinds.set(fingerprintOf(scope, names, ownOf), kind);
}

function fingerprintOf(scope: HotScope, names: readonly string[], ownOf: (key: string) => unknown): string {
  return JSON.stringify(names.map((key) => scope.fingerprintAs(key, ownOf(key))));
}

/** Properties that decide about quota, by type. */
const countedProperties: Readonly<Record<string, Readonly<Record<string, true>>>> = {
  'OS::Nova::Server': { flavor: true, scheduler_hints: true },
  'OS::Cinder::Volume': { size: true },
  'OS::Neutron::SecurityGroup': { rules: true },
};

function mentions(value: unknown, variable: string): boolean {
  return JSON.stringify(value)?.includes(variable) ?? false;
}

function replaceIndex(value: unknown, variable: string, index: string): unknown {
  if (typeof value === 'string') return value.replaceAll(variable, index);
  if (Array.isArray(value)) return value.map((item) => replaceIndex(item, variable, index));
  if (typeof value !== 'object' || value === null || value instanceof Unmade) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceIndex(item, variable, index)]));
}
