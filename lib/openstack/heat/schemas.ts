import { z } from 'zod';
import type { HeatEvent, HeatResource, ResourceChange, Stack, StackSummary } from './types.ts';

/** Heat prints UTC, with `Z` since Mitaka and without it before. */
const timeSchema = z.string().transform((value, context) => {
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  if (!Number.isNaN(time.getTime())) return time;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const linksSchema = z.array(z.object({ rel: z.string(), href: z.string() })).default([]);

/** An empty physical id means that there is nothing yet. */
const physicalIdSchema = z.string().nullish().transform((value) => (value ? value : null));

const stackSummarySchema = z.object({
  id: z.string(),
  stack_name: z.string(),
  stack_status: z.string(),
  stack_status_reason: z.string().nullish(),
  tags: z.union([z.array(z.string()), z.string().transform((value) => value.split(','))]).nullish(),
  creation_time: timeSchema,
  updated_time: timeSchema.nullish(),
});

const stackSchema = stackSummarySchema.extend({
  outputs: z.array(z.object({ output_key: z.string(), output_value: z.unknown() })).nullish(),
  timeout_mins: z.number().nullish(),
});

export const stackAnswerSchema = z.object({ stack: stackSchema });
export const stacksAnswerSchema = z.object({ stacks: z.array(stackSummarySchema) });
export const createdStackAnswerSchema = z.object({ stack: z.object({ id: z.string() }) });

export function toStackSummary(stack: z.infer<typeof stackSummarySchema>): StackSummary {
  return {
    id: stack.id,
    name: stack.stack_name,
    status: stack.stack_status,
    statusReason: stack.stack_status_reason ?? '',
    tags: stack.tags ?? [],
    createdAt: stack.creation_time,
    updatedAt: stack.updated_time ?? null,
  };
}

export function toStack(stack: z.infer<typeof stackSchema>): Stack {
  return {
    ...toStackSummary(stack),
    outputs: Object.fromEntries((stack.outputs ?? []).map((output) => [output.output_key, output.output_value ?? null])),
    timeoutMin: stack.timeout_mins ?? null,
  };
}

const eventSchema = z.object({
  id: z.string(),
  event_time: timeSchema,
  resource_name: z.string(),
  physical_resource_id: physicalIdSchema,
  resource_status: z.string(),
  resource_status_reason: z.string().nullish(),
  links: linksSchema,
});

export const eventsAnswerSchema = z.object({ events: z.array(eventSchema) });

export function toHeatEvent(event: z.infer<typeof eventSchema>): HeatEvent {
  return {
    id: event.id,
    at: event.event_time,
    ...holdingStack(event.links),
    resourceName: event.resource_name,
    physicalResourceId: event.physical_resource_id,
    status: event.resource_status,
    reason: event.resource_status_reason ?? '',
  };
}

const resourceSchema = z.object({
  resource_name: z.string(),
  resource_type: z.string(),
  physical_resource_id: physicalIdSchema,
  resource_status: z.string(),
  resource_status_reason: z.string().nullish(),
  creation_time: timeSchema.nullish(),
  updated_time: timeSchema.nullish(),
  required_by: z.array(z.string()).default([]),
  parent_resource: z.string().nullish(),
  links: linksSchema,
});

export const resourcesAnswerSchema = z.object({ resources: z.array(resourceSchema) });

export function toHeatResource(resource: z.infer<typeof resourceSchema>): HeatResource {
  return {
    name: resource.resource_name,
    type: resource.resource_type,
    physicalResourceId: resource.physical_resource_id,
    status: resource.resource_status,
    reason: resource.resource_status_reason ?? '',
    updatedAt: resource.updated_time ?? resource.creation_time ?? new Date(0),
    requiredBy: resource.required_by,
    ...holdingStack(resource.links),
    parentResource: resource.parent_resource ?? null,
  };
}

/** Only the `stack` link says which nested stack it is: `…/stacks/<name>/<id>`. */
function holdingStack(links: z.infer<typeof linksSchema>): { stackName: string; stackId: string } {
  const href = links.find((link) => link.rel === 'stack')?.href ?? '';
  const [name = '', id = ''] = href.split('/').slice(-2);
  return { stackName: decodeURIComponent(name), stackId: id };
}

const changedResourceSchema = z.object({
  resource_name: z.string(),
  resource_type: z.string(),
  resource_identity: z.object({ stack_name: z.string() }),
});

const changeKinds = ['added', 'deleted', 'replaced', 'updated', 'unchanged'] as const;
const changesSchema = z.record(z.enum(changeKinds), z.array(changedResourceSchema));

export const previewAnswerSchema = z.object({ resource_changes: changesSchema });

export function toResourceChanges(changes: z.infer<typeof changesSchema>): ResourceChange[] {
  return changeKinds.flatMap((kind) =>
    changes[kind].map((resource) => ({
      kind,
      resourceName: resource.resource_name,
      resourceType: resource.resource_type,
      stackName: resource.resource_identity.stack_name,
    })),
  );
}
