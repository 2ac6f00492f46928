import { z } from 'zod';
import { isPortalError, PortalError } from '#lib/errors.ts';
import type { Transport } from '#lib/openstack/http.ts';
import { readAllPages } from '#lib/openstack/pages.ts';
import {
  createdStackAnswerSchema,
  eventsAnswerSchema,
  previewAnswerSchema,
  resourcesAnswerSchema,
  stackAnswerSchema,
  stacksAnswerSchema,
  toHeatEvent,
  toHeatResource,
  toResourceChanges,
  toStack,
  toStackSummary,
} from './schemas.ts';
import type { HeatBundle, HeatClient, HeatEvent, StackSummary } from './types.ts';

/** Heat validates the whole template, nested ones included, and asks Nova, Glance and Neutron on the way. */
const validationTimeoutMs = 60_000;
/** Listing the resources of a thousand nodes takes Heat seconds. */
const bigListTimeoutMs = 60_000;
/** Deeper than Magnum-like templates go (3); Heat cuts at its max_nested_stack_depth anyway. */
const nestedDepth = 5;
const eventPageSize = 500;
/** Of a poll by time: a second's events of a big cluster usually fit in one page. */
const recentPageSize = 100;
const stackPageSize = 200;

export function makeHeatClient(transport: Transport): HeatClient {
  return {
    async validateTemplate(bundle) {
      await transport.send('POST', '/validate', bodyOf(bundle), z.unknown(), { subject: 'template', timeoutMs: validationTimeoutMs });
    },

    async previewStack({ name, ...bundle }) {
      await transport.send('POST', '/stacks/preview', { stack_name: name, ...bodyOf(bundle) }, z.unknown(), { subject: 'template', timeoutMs: validationTimeoutMs });
    },

    async createStack({ name, tags, timeoutMin, ...bundle }) {
      const body = { stack_name: name, ...bodyOf(bundle), tags: tags.join(','), timeout_mins: timeoutMin, disable_rollback: true };
      const answer = await transport.send('POST', '/stacks', body, createdStackAnswerSchema, {
        subject: 'stack',
        timeoutMs: validationTimeoutMs,
      });
      return { id: answer.stack.id };
    },

    async previewUpdate(input) {
      const answer = await transport.send('PUT', `${stackPath(input)}/preview`, updateBodyOf(input), previewAnswerSchema, {
        subject: 'stack',
        query: { show_nested: true },
        timeoutMs: validationTimeoutMs,
      });
      return toResourceChanges(answer.resource_changes);
    },

    async updateStack(input) {
      const { name, id } = input;
      const body = updateBodyOf(input);
      await transport.run('PUT', stackPath({ name, id }), body, { subject: 'stack', timeoutMs: validationTimeoutMs });
    },

    async deleteStack(ref) {
      try {
        await transport.run('DELETE', stackPath(ref), undefined, { subject: 'stack', timeoutMs: validationTimeoutMs });
      } catch (error) {
        if (!isPortalError(error, 'NOT_FOUND')) throw error;
      }
    },

    async getStack(ref, options) {
      const id = ref.id ?? (await idOf(transport, ref.name));
      const answer = await transport.get(stackPath({ name: ref.name, id }), stackAnswerSchema, {
        subject: 'stack',
        query: { resolve_outputs: options?.outputs ?? true },
        timeoutMs: bigListTimeoutMs,
      });
      return toStack(answer.stack);
    },

    async findStack(ref, options) {
      try {
        return await this.getStack(ref, options);
      } catch (error) {
        if (isPortalError(error, 'NOT_FOUND')) return null;
        throw error;
      }
    },

    async listStacksByTag(tag) {
      return listStacks(transport, { tags: tag });
    },

    async listEvents(ref, options) {
      if (options?.after !== undefined) return eventsAfter(transport, ref, options.after);
      if (options?.since !== undefined) return eventsSince(transport, ref, options.since);
      return eventsAfter(transport, ref, undefined);
    },

    async listResources(ref) {
      const answer = await transport.get(`${stackPath(ref)}/resources`, resourcesAnswerSchema, {
        subject: 'resource list',
        query: { nested_depth: nestedDepth },
        timeoutMs: bigListTimeoutMs,
      });
      return answer.resources.map(toHeatResource);
    },
  };
}

function bodyOf({ template, files, environment, parameters }: HeatBundle): object {
  return { template, files, environment, parameters };
}

function updateBodyOf({ tags, timeoutMin, ...bundle }: HeatBundle & { tags: readonly string[]; timeoutMin: number }): object {
  return { ...bodyOf(bundle), tags: tags.join(','), timeout_mins: timeoutMin, disable_rollback: true };
}

/** With name and id Heat answers at once; with one of them alone it redirects to this path. */
function stackPath(ref: { name: string; id: string }): string {
  return `/stacks/${encodeURIComponent(ref.name)}/${encodeURIComponent(ref.id)}`;
}

async function idOf(transport: Transport, name: string): Promise<string> {
  const stacks = await listStacks(transport, { name });
  const stack = stacks.find((one) => one.name === name && one.status !== 'DELETE_COMPLETE');
  if (stack) return stack.id;
  throw new PortalError({ code: 'NOT_FOUND', userMessage: 'The stack was not found in this project.', message: `no stack named ${name}` });
}

async function listStacks(transport: Transport, filter: { name: string } | { tags: string }): Promise<StackSummary[]> {
  return readAllPages('heat', 'stack list', async (marker) => {
    const answer = await transport.get('/stacks', stacksAnswerSchema, {
      subject: 'stack list',
      query: { ...filter, limit: stackPageSize, marker },
    });
    const full = answer.stacks.length === stackPageSize;
    return { items: answer.stacks.map(toStackSummary), next: full ? (answer.stacks.at(-1)?.id ?? null) : null };
  });
}

type StackRef = { name: string; id: string };

async function eventsPage(transport: Transport, ref: StackRef, direction: 'asc' | 'desc', limit: number, marker: string | undefined) {
  const answer = await transport.get(`${stackPath(ref)}/events`, eventsAnswerSchema, {
    subject: 'event list',
    query: { nested_depth: nestedDepth, sort_dir: direction, limit, marker },
    timeoutMs: bigListTimeoutMs,
  });
  return answer.events.map(toHeatEvent);
}

/**
 * Heat orders by second and then by its own row number, over all nested stacks, and takes any event's id as marker,
 * so a poll for news carries nothing when there is none. Three things to know (heat.engine.service.list_events):
 * engines on several hosts may write a second's events out of order when their clocks differ, so a marker some
 * seconds old is safer than the very last; an unknown (purged) marker is ignored and the list starts at the oldest;
 * the nested stacks are found through their resources, so a deleted nested stack's events are gone with its rows,
 * and those of the whole stack once nothing is left in it: its end is to be read from the stack's status.
 */
async function eventsAfter(transport: Transport, ref: StackRef, after: string | undefined): Promise<HeatEvent[]> {
  return readAllPages('heat', 'event list', async (marker) => {
    const items = await eventsPage(transport, ref, 'asc', eventPageSize, marker ?? after);
    return { items, next: items.length === eventPageSize ? (items.at(-1)?.id ?? null) : null };
  });
}

async function eventsSince(transport: Transport, ref: StackRef, since: Date): Promise<HeatEvent[]> {
  const newestFirst = await readAllPages('heat', 'event list', async (marker) => {
    const items = await eventsPage(transport, ref, 'desc', recentPageSize, marker);
    const last = items.at(-1);
    const more = items.length === recentPageSize && last !== undefined && last.at >= since;
    return { items, next: more ? last.id : null };
  });
  return newestFirst.filter((event) => event.at >= since).reverse();
}
