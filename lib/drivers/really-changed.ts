import { type HotTemplate, readHotTemplate } from './hot-template.ts';

/** What Heat was or will be given. */
export interface GivenBundle {
  template: string;
  files: Readonly<Record<string, string>>;
  parameters: Readonly<Record<string, unknown>>;
}

type IsReplaced = (resourceName: string, resourceType: string) => boolean;

/**
 * Heat's update preview does not know the ids of what exists: whatever refers to another resource it calls replaced or
 * updated, even when nothing changes. This tells such from those that the two bundles themselves make different: another
 * definition, file or parameter, or a reference to what is different itself. In doubt a resource has changed. User data
 * that Heat is told to leave alone changes no server.
 * @param isReplaced whether Heat's preview says so
 * @returns whether a resource of this name and type has really changed, in any of the templates
 */
export function reallyChanged(before: GivenBundle, after: GivenBundle, isReplaced: IsReplaced): (resourceName: string, resourceType: string) => boolean {
  const comparison = new Comparison(before, after, isReplaced);
  for (let round = 0; comparison.spread(); round += 1) if (round === mostRounds) return () => true;
  return (name, type) => comparison.hasChanged(name, type);
}

const main = '';

// Uploaded templates may hand one change on from each resource to the next, or nest each other in many ways.
const mostRounds = 40;
const mostSteps = 1_000_000;
const deepest = 20;

class Comparison {
  readonly #before: ReadonlyMap<string, HotTemplate>;
  readonly #after: ReadonlyMap<string, HotTemplate>;
  readonly #given: { before: GivenBundle; after: GivenBundle };
  readonly #isReplaced: IsReplaced;
  /** `<template> <resource>` and `<template> <parameter>`; both only grow. */
  readonly #changed = new Set<string>();
  readonly #touched = new Set<string>();
  #stepsLeft = mostSteps;

  constructor(before: GivenBundle, after: GivenBundle, isReplaced: IsReplaced) {
    this.#given = { before, after };
    this.#before = templatesOf(before);
    this.#after = templatesOf(after);
    this.#isReplaced = isReplaced;
    for (const [name, parameter] of Object.entries(this.#after.get(main)?.parameters ?? {})) {
      const old = before.parameters[name] ?? this.#before.get(main)?.parameters[name]?.default;
      if (!same(old, after.parameters[name] ?? parameter.default)) this.#touched.add(`${main} ${name}`);
    }
  }

  hasChanged(resourceName: string, resourceType: string): boolean {
    const known = [...this.#after].flatMap(([file, template]) =>
      Object.entries(template.resources)
        // What a group repeats without a template of its own is called by its number.
        .filter(([name, resource]) => (/^\d+$/.test(resourceName) ? nestedOf(resource).type === resourceType : name === resourceName && resource.type === resourceType))
        .map(([name]) => `${file} ${name}`),
    );
    return known.length === 0 || known.some((key) => this.#changed.has(key));
  }

  /** One round. @returns whether anything was found */
  spread(): boolean {
    const found = this.#changed.size + this.#touched.size;
    for (const [file, template] of this.#after) {
      const conditionsDiffer = this.#conditionsDiffer(file);
      for (const [name, resource] of Object.entries(template.resources)) {
        const old = this.#before.get(file)?.resources[name];
        const heeded = whatHeatHeeds(resource);
        if (!same(heeded, whatHeatHeeds(old)) || this.#isAffected(file, heeded) || (conditionsDiffer && isConditional(heeded))) this.#changed.add(`${file} ${name}`);
        this.#touchNested(file, name, resource);
      }
    }
    return this.#changed.size + this.#touched.size > found;
  }

  /** Parameters of a nested template, by what its parent hands down. */
  #touchNested(file: string, name: string, resource: HotTemplate['resources'][string]): void {
    const given = nestedOf(resource);
    const nested = this.#after.get(given.type);
    if (!nested || given.type === main) return;
    const old = nestedOf(this.#before.get(file)?.resources[name]);
    for (const [parameter, declared] of Object.entries(nested.parameters)) {
      const value = given.properties[parameter];
      const differs = !same(value, old.properties[parameter]) || !same(declared.default, this.#before.get(given.type)?.parameters[parameter]?.default);
      if (differs || this.#isAffected(file, value)) this.#touched.add(`${given.type} ${parameter}`);
    }
  }

  /** Whether an expression reads a parameter, a file or a resource that is no longer the same. */
  #isAffected(file: string, expression: unknown): boolean {
    return callsIn(expression).some(([call, argument]) => {
      const [target] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
      if (typeof target !== 'string') return true;
      if (call === 'get_file') return this.#given.before.files[target] !== this.#given.after.files[target];
      if (call === 'get_param') return this.#touched.has(`${file} ${target}`);
      return this.#differs(file, target, call === 'get_attr');
    });
  }

  /**
   * Whether a reference to a resource gives something else: its id when it is replaced, its attributes when it changes
   * at all; of a nested stack, those of anything in it.
   */
  #differs(file: string, name: string, attributes: boolean, depth = 0): boolean {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0 || depth > deepest) return true;
    const resource = this.#after.get(file)?.resources[name];
    if (!resource) return true;
    if (this.#changed.has(`${file} ${name}`) && (attributes || this.#isReplaced(name, resource.type))) return true;
    const nested = nestedOf(resource).type;
    return nested !== main && Object.keys(this.#after.get(nested)?.resources ?? {}).some((inner) => this.#differs(nested, inner, attributes, depth + 1));
  }

  #conditionsDiffer(file: string): boolean {
    const conditions = this.#after.get(file)?.conditions;
    return !same(conditions, this.#before.get(file)?.conditions) || this.#isAffected(file, conditions);
  }
}

function templatesOf(bundle: GivenBundle): Map<string, HotTemplate> {
  const templates = new Map([[main, readHotTemplate(bundle.template)]]);
  const take = (template: HotTemplate) => {
    for (const resource of Object.values(template.resources)) {
      const { type } = nestedOf(resource);
      const text = bundle.files[type];
      if (text === undefined || templates.has(type)) continue;
      const nested = readHotTemplate(text);
      templates.set(type, nested);
      take(nested);
    }
  };
  take(readHotTemplate(bundle.template));
  return templates;
}

/** The nested template a resource names, itself or as what a group repeats; without one the type is no file's. */
function nestedOf(resource: HotTemplate['resources'][string] | undefined): { type: string; properties: Record<string, unknown> } {
  const definition = resource?.properties?.resource_def as { type?: string; properties?: Record<string, unknown> } | undefined;
  if (resource?.type === 'OS::Heat::ResourceGroup' && definition?.type) return { type: definition.type, properties: definition.properties ?? {} };
  return { type: resource?.type ?? main, properties: resource?.properties ?? {} };
}

function isConditional(resource: Heeded): boolean {
  return resource?.condition !== undefined || JSON.stringify(resource).includes('"if"');
}

const calls = new Set(['get_param', 'get_file', 'get_resource', 'get_attr']);

function callsIn(expression: unknown): [call: string, argument: unknown][] {
  if (Array.isArray(expression)) return expression.flatMap(callsIn);
  if (typeof expression !== 'object' || expression === null) return [];
  return Object.entries(expression).flatMap(([key, value]) => (calls.has(key) ? [[key, value] as [string, unknown], ...callsIn(value)] : callsIn(value)));
}

type Heeded = HotTemplate['resources'][string] | undefined;

/** Without the order of work, and without user data that is for new servers only (`user_data_update_policy` of OS::Nova::Server). */
function whatHeatHeeds(resource: Heeded): Heeded {
  if (!resource) return resource;
  const { user_data: userData, ...others } = resource.properties ?? {};
  const left = resource.type === 'OS::Nova::Server' && others.user_data_update_policy === 'IGNORE';
  const properties = left || userData === undefined ? others : { ...others, user_data: userData };
  return { ...resource, depends_on: undefined, ...(resource.properties ? { properties } : {}) };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
