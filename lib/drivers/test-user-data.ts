import { HotScope } from './evaluate-hot.ts';
import { type HotTemplate, readHotTemplate } from './hot-template.ts';
import type { RenderedBundle } from './values.ts';
import { WalkBudget } from './walk-budget.ts';

/** What Nova would get for one server of a bundle. */
export interface ServerUserData {
  /** Path of the server's resource: kube_masters/0/kube-master. */
  path: string;
  userData: string;
}

/**
 * The user data of every server, put together as Heat does (heat/engine/hot/functions.py and multi_part.py of
 * release 19), with plausible values for what only exists once it is made. drivers.cloud.test.ts compares it with
 * what the real Heat gives to Nova.
 */
export function userDataOf(bundle: RenderedBundle): ServerUserData[] {
  return new StackText(bundle.files, readHotTemplate(bundle.template), { ...bundle.parameters, ...bundle.hiddenParameters }, '').servers();
}

type Given = Readonly<Record<string, unknown>>;
type Args = Record<string, unknown>;

class StackText {
  readonly files: Readonly<Record<string, string>>;
  readonly template: HotTemplate;
  readonly given: Given;
  readonly path: string;
  readonly scope: HotScope;

  constructor(files: Readonly<Record<string, string>>, template: HotTemplate, given: Given, path: string) {
    this.files = files;
    this.template = template;
    this.given = given;
    this.path = path;
    this.scope = new HotScope(template, given, path, new WalkBudget());
  }

  servers(): ServerUserData[] {
    return Object.entries(this.template.resources).flatMap(([name, resource]) => {
      if (!this.scope.isTrue(resource.condition)) return [];
      if (resource.type === 'OS::Nova::Server') return [{ path: this.pathOf(name), userData: String(this.value(resource.properties?.user_data ?? '')) }];
      if (resource.type === 'OS::Heat::ResourceGroup') return this.members(name).flatMap((member) => member.servers());
      return this.nested(name, resource.type, this.value(resource.properties ?? {}) as Given)?.servers() ?? [];
    });
  }

  private members(name: string): StackText[] {
    const { count, resource_def } = this.template.resources[name]?.properties as { count: unknown; resource_def: { type: string; properties?: Args } };
    return Array.from({ length: Number(this.value(count)) }, (_, index) => {
      const own = JSON.parse(JSON.stringify(this.value(resource_def.properties ?? {})).replaceAll('%index%', String(index))) as Given;
      return this.nested(`${name}/${index}`, resource_def.type, own);
    }).filter((member) => member !== undefined);
  }

  private nested(name: string, type: string, given: Given): StackText | undefined {
    const text = this.files[type];
    return text === undefined ? undefined : new StackText(this.files, readHotTemplate(text), given, this.pathOf(name));
  }

  private pathOf(name: string): string {
    return this.path ? `${this.path}/${name}` : name;
  }

  private value(expression: unknown): unknown {
    if (Array.isArray(expression)) return expression.map((item) => this.value(item));
    if (typeof expression !== 'object' || expression === null) return expression;
    const entries = Object.entries(expression);
    const [first] = entries;
    const apply = entries.length === 1 && first ? this.functions[first[0]] : undefined;
    return apply && first ? apply(first[1] as never) : Object.fromEntries(entries.map(([key, item]) => [key, this.value(item)]));
  }

  private readonly functions: Readonly<Record<string, (argument: never) => unknown>> = {
    get_param: (argument: unknown) => this.parameter(argument),
    get_file: (name: string) => this.file(name),
    get_resource: (name: string) => this.resource(name),
    get_attr: (argument: unknown[]) => this.attribute(argument.map((part) => this.value(part))),
    if: ([condition, then, otherwise]: unknown[]) => this.value(this.scope.isTrue(condition) ? then : otherwise),
    str_replace: ({ template, params }: Args) => replace(String(this.value(template)), this.value(params) as Args),
    list_join: ([separator, ...lists]: unknown[]) => lists.flatMap((list) => this.value(list)).map(toText).join(String(separator)),
    list_concat: (lists: unknown[]) => lists.flatMap((list) => this.value(list) ?? []),
    map_merge: (maps: unknown[]) => Object.assign({}, ...maps.map((map) => this.value(map))) as unknown,
    repeat: ({ template, for_each }: Args) => this.repeat(template, this.value(for_each) as Args),
    digest: ([, value]: unknown[]) => String(this.value(value)),
  };

  private parameter(argument: unknown): unknown {
    const [name, ...keys] = Array.isArray(argument) ? argument.map((part) => this.value(part)) : [argument];
    if (name === 'OS::stack_name') return 'test-0000abcd';
    return keys.reduce<unknown>((value, key) => (value as Args | undefined)?.[String(key)] ?? '', this.scope.parameter(String(name)));
  }

  private file(name: string): string {
    const text = this.files[name];
    if (text === undefined) throw new Error(`${this.path}: no file ${name}`);
    return text;
  }

  /** A software config's id stands for its text wherever it is used here. */
  private resource(name: string): string {
    const resource = this.template.resources[name];
    if (!resource) throw new Error(`${this.path}: no resource ${name}`);
    if (resource.type === 'OS::Heat::SoftwareConfig') return toText(this.value(resource.properties?.config));
    if (resource.type === 'OS::Heat::MultipartMime') return multipart(this.value(resource.properties?.parts) as MimePart[]);
    return idOf(name);
  }

  private attribute([name, attribute, ...keys]: unknown[]): unknown {
    const resource = this.template.resources[String(name)];
    if (!resource) throw new Error(`${this.path}: no resource ${String(name)}`);
    if (!this.scope.isTrue(resource.condition)) return null;
    if (resource.type === 'OS::Heat::ResourceGroup') return this.groupAttribute(String(name), String(attribute), keys);
    if (resource.type === 'OS::Heat::Value') return walk(this.value(resource.properties?.value), keys);
    const nested = this.nested(String(name), resource.type, this.value(resource.properties ?? {}) as Given);
    return nested ? walk(nested.value(nested.template.outputs[String(attribute)]?.value), keys) : this.made(String(attribute), keys);
  }

  /** `refs` is a list of ids, `resource.0.x` the attribute of one member, `x` that of each. */
  private groupAttribute(name: string, attribute: string, keys: unknown[]): unknown {
    const { count } = this.template.resources[name]?.properties as { count: unknown };
    const indices = Array.from({ length: Number(this.value(count)) }, (_, index) => index);
    if (attribute === 'refs') return walk(indices.map((index) => idOf(`${name}${index}`)), keys);
    const [, one] = /^resource\.\d+\.(.+)$/.exec(attribute) ?? [];
    const members = this.members(name);
    const of = (index: number) => {
      const member = members[index];
      return member ? walk(member.value(member.template.outputs[one ?? attribute]?.value), keys) : this.made(one ?? attribute, keys);
    };
    return one === undefined ? indices.map(of) : of(0);
  }

  private made(attribute: string, keys: unknown[]): unknown {
    const value = plausible[attribute];
    if (value === undefined) throw new Error(`${this.path}: no attribute ${attribute}`);
    return walk(value, keys);
  }

  private repeat(template: unknown, lists: Args): unknown[] {
    return Object.entries(lists).reduce<unknown[]>(
      (made, [word, values]) => made.flatMap((each) => (values as unknown[]).map((value) => replaceIn(each, word, toText(value)))),
      [template],
    ).map((each) => this.value(each));
  }
}

function idOf(name: string): string {
  return `6f1b2c1e-0000-4000-8000-${Buffer.from(name).toString('hex').slice(-12).padStart(12, '0')}`;
}

function walk(value: unknown, keys: readonly unknown[]): unknown {
  return keys.reduce<unknown>((at, key) => (at as Args | undefined)?.[String(key)], value);
}

/** As long as the real ones: Heat's wait conditions sign in with a Fernet token. */
const plausible: Readonly<Record<string, unknown>> = {
  curl_cli: `curl -i -X POST -H 'X-Auth-Token: ${'gAAAAABl'.repeat(24)}' -H 'Content-Type: application/json' -H 'Accept: application/json' http://172.24.0.1:8004/v1/${'0'.repeat(32)}/stacks/test-0000abcd-kube_masters-abcdefghijkl-0-mnopqrstuvwx/${'1'.repeat(36)}/resources/master_wait_handle/signal`,
  endpoint: `http://172.24.0.1:8004/v1/${'0'.repeat(32)}/stacks/test-0000abcd-kube_masters-abcdefghijkl-0-mnopqrstuvwx/${'1'.repeat(36)}/resources/master_wait_handle/signal`,
  token: 'gAAAAABl'.repeat(24),
  fixed_ips: [{ ip_address: '10.0.0.14', subnet_id: '2'.repeat(36) }],
  subnets: [{ id: '2'.repeat(36), cidr: '10.0.0.0/24' }],
  floating_ip_address: '172.24.10.14',
  vip_address: '10.0.0.9',
  vip_port_id: '3'.repeat(36),
  gateway_ip: '10.0.0.1',
  cidr: '10.0.0.0/24',
};

/** Longer words first, and what was put in is not looked at again. */
function replace(template: string, params: Args): string {
  const words = Object.keys(params).sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
  const inside = (texts: string[], at: number): string[] => {
    const word = words[at];
    if (word === undefined) return texts;
    return texts.map((text) => inside(text.split(word), at + 1).join(toText(params[word])));
  };
  return inside([template], 0)[0] ?? '';
}

function replaceIn(value: unknown, word: string, by: string): unknown {
  if (typeof value === 'string') return value.replaceAll(word, by);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, word, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.replaceAll(word, by), replaceIn(item, word, by)]));
}

/** Python's str() and json.dumps(sort_keys=True). */
function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'object' ? pythonJson(value) : String(value as string | number);
}

function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${pythonJson(key)}: ${pythonJson((value as Args)[key])}`).join(', ')}}`;
  }
  return JSON.stringify(value ?? null).replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

interface MimePart {
  config: string;
  type?: string;
  subtype?: string;
  filename?: string;
}

const boundary = '===============1234567890123456789==';

function multipart(parts: readonly MimePart[]): string {
  const texts = parts.flatMap((part) => (part.type === 'multipart' ? partsIn(part.config) : [onePart(part)]));
  return `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n\n${texts.map((text) => `--${boundary}\n${text}\n`).join('')}--${boundary}--\n`;
}

function onePart({ config, subtype, filename }: MimePart): string {
  const attached = filename ? `Content-Disposition: attachment; filename="${filename}"\n` : '';
  return `Content-Type: text/${subtype ?? 'plain'}; charset="us-ascii"\nMIME-Version: 1.0\nContent-Transfer-Encoding: 7bit\n${attached}\n${config}`;
}

/** The parts of a multipart text, each with its headers; empty where the text is none. */
export function partsIn(text: string): string[] {
  const [, mark] = /^Content-Type: multipart\/mixed; boundary="([^"]+)"/.exec(text) ?? [];
  return mark === undefined ? [] : text.split(`--${mark}`).slice(1, -1).map((part) => part.replace(/^\n|\n$/g, ''));
}
