import { z } from 'zod';
import { parseHot } from './hot-yaml.ts';

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

/** The parts of a HOT that the portal looks at; https://docs.openstack.org/heat/latest/template_guide/hot_spec.html */
const hotTemplateSchema = z.looseObject({
  heat_template_version: z.string(),
  parameters: z.record(z.string(), parameterSchema).default({}),
  conditions: z.record(z.string(), z.unknown()).default({}),
  resources: z.record(z.string(), resourceSchema).default({}),
  outputs: z.record(z.string(), z.looseObject({ value: z.unknown() })).default({}),
});

export type HotTemplate = z.infer<typeof hotTemplateSchema>;
export type HotParameter = z.infer<typeof parameterSchema>;

const parsed = new Map<string, HotTemplate>();
const keptTemplates = 64;

/** Parsed once per text. @throws Error when it is no HOT */
export function readHotTemplate(text: string): HotTemplate {
  let template = parsed.get(text);
  if (!template) {
    template = hotTemplateSchema.parse(parseHot(text));
    if (parsed.size >= keptTemplates) parsed.clear();
    parsed.set(text, template);
  }
  return template;
}
