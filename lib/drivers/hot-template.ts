import { z } from 'zod';
import { parseHot } from './hot-yaml.ts';
import { limitedMap } from './limited-collections.ts';

const parameterSchema = z.looseObject({
  type: z.enum(['string', 'number', 'boolean', 'json', 'comma_delimited_list']),
  default: z.unknown().optional(),
  hidden: z.boolean().optional(),
});

const resourceSchema = z.looseObject({
  type: z.string(),
  condition: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** As many resources as Heat makes of one template and all within it, unless its operator has raised that. */
const mostOfAKind = 1000;

/** The parts of a HOT that the portal looks at; https://docs.openstack.org/heat/latest/template_guide/hot_spec.html */
const hotTemplateSchema = z.looseObject({
  heat_template_version: z.string(),
  parameters: limitedMap(z.string(), parameterSchema, mostOfAKind).default({}),
  conditions: limitedMap(z.string(), z.unknown(), mostOfAKind).default({}),
  resources: limitedMap(z.string(), resourceSchema, mostOfAKind).default({}),
  outputs: limitedMap(z.string(), z.looseObject({ value: z.unknown() }), mostOfAKind).default({}),
});

export type HotTemplate = z.infer<typeof hotTemplateSchema>;
export type HotParameter = z.infer<typeof parameterSchema>;

const parsed = new Map<string, HotTemplate>();
/** Parsed, they take many times as much. */
const mostKeptLetters = 512 * 1024;
let keptLetters = 0;

/** Parsed once per text. @throws Error when it is no HOT */
export function readHotTemplate(text: string): HotTemplate {
  let template = parsed.get(text);
  if (!template) {
    template = hotTemplateSchema.parse(parseHot(text));
    keptLetters += text.length;
    if (keptLetters > mostKeptLetters) {
      parsed.clear();
      keptLetters = text.length;
    }
    parsed.set(text, template);
  }
  return template;
}
