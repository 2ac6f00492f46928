import { type GivenParameters, HotScope, Unmade } from './evaluate-hot.ts';
import { readHotTemplate } from './hot-template.ts';

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
  return walkScope(new HotScope(readHotTemplate(text), parameters, ''), { files, stepsLeft: mostSteps });
}

/** A way through the templates. Some that were uploaded may name each other without end. */
interface Walk {
  files: Readonly<Record<string, string>>;
  stepsLeft: number;
}

const mostSteps = 50_000;

function step(walk: Walk, steps = 1): void {
  walk.stepsLeft -= steps;
  if (walk.stepsLeft < 0) throw new Error('the templates make more resources than can be counted');
}

function walkScope(scope: HotScope, walk: Walk): MadeResource[] {
  const made: MadeResource[] = [];
  const { files } = walk;
  for (const [name, resource] of Object.entries(scope.template.resources)) {
    step(walk);
    if (!scope.isTrue(resource.condition)) continue;
    const property = (key: string) => scope.evaluate(resource.properties?.[key]);
    made.push({ name, type: resource.type, property, count: 1 });
    if (resource.type === 'OS::Heat::ResourceGroup') made.push(...walkGroup(scope, name, property, walk));
    else if (files[resource.type] !== undefined) {
      const given = scope.evaluate(resource.properties ?? {}) as GivenParameters;
      made.push(...walkNested(files[resource.type] ?? '', given, `${scope.path}/${name}`, walk));
    }
  }
  return made;
}

function walkNested(text: string, given: GivenParameters, path: string, walk: Walk): MadeResource[] {
  return walkScope(new HotScope(readHotTemplate(text), given, path), walk);
}

interface Kind {
  scope: HotScope;
  members: MadeResource[];
  count: number;
}

/** Members differ by `%index%` alone; those whose templates would read the same are walked once. */
function walkGroup(
  scope: HotScope,
  name: string,
  property: (key: string) => unknown,
  walk: Walk,
): MadeResource[] {
  const count = Number(property('count') ?? 1);
  const definition = property('resource_def') as { type: string; properties?: Record<string, unknown> };
  const given = definition.properties ?? {};
  const text = walk.files[definition.type];
  const made: MadeResource[] = [{ name, type: definition.type, property: (key) => given[key], count }];
  if (text === undefined) return count > 0 ? made : [];

  const variable = String(property('index_var') ?? '%index%');
  const indexed = Object.keys(given).filter((key) => mentions(given[key], variable));
  const kinds: Kind[] = [];
  for (let index = 0; index < count; index += 1) {
    step(walk);
    const own: Record<string, unknown> = { ...given };
    for (const key of indexed) own[key] = replaceIndex(given[key], variable, String(index));
    const alike = kinds.find((kind) => kind.scope.readsAlike(own));
    if (alike) {
      alike.count += 1;
      continue;
    }
    const nested = new HotScope(readHotTemplate(text), own, `${scope.path}/${name}`);
    const members = walkScope(nested, walk);
    // Ask now for what the totals will ask for, so that those reads are noted, too.
    for (const member of members) for (const key of Object.keys(countedProperties[member.type] ?? {})) member.property(key);
    kinds.push({ scope: nested, members, count: 1 });
  }
  return count > 0 ? [...made, ...kinds.flatMap((kind) => kind.members.map((member) => ({ ...member, count: member.count * kind.count })))] : [];
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
