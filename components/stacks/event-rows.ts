import type { ShownState } from '#lib/clusters/status.ts';
import type { StackEventView } from '#lib/stacks/view.ts';
import { formatStopwatch } from './duration.ts';

export interface EventFilter {
  /** Anywhere in the resource's path, type or reason; each word must be found. */
  text: string;
  state: 'all' | 'working' | 'ready' | 'failed';
}

/** As a resource's state is shown, for the status an event tells of. */
export function eventState(status: string): ShownState {
  if (status.endsWith('_FAILED')) return 'failed';
  if (status === 'DELETE_COMPLETE') return 'gone';
  if (status.endsWith('_COMPLETE')) return 'ready';
  if (status.endsWith('_IN_PROGRESS')) return 'working';
  return 'waiting';
}

export function filterEvents(events: readonly StackEventView[], filter: EventFilter): readonly StackEventView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && filter.state === 'all') return events;
  return events.filter((event) => {
    if (filter.state !== 'all' && stateOfFilter(event.status) !== filter.state) return false;
    if (words.length === 0) return true;
    const text = `${event.path} ${event.resourceType ?? ''} ${event.status} ${event.reason ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function stateOfFilter(status: string): EventFilter['state'] {
  const state = eventState(status);
  return state === 'failed' || state === 'working' ? state : 'ready';
}

/** Time since the start as +m:ss; what happened before it (an earlier action) has a minus. */
export function sinceStart(at: string, startedAt: string): string {
  const ms = Date.parse(at) - Date.parse(startedAt);
  // Heat's times are cut to seconds: an event of the first second seems to be from before.
  return ms < -1500 ? `−${formatStopwatch(-ms)}` : `+${formatStopwatch(ms)}`;
}

/** One line per event, tabs between: exact time, status, resource, type, reason. */
export function eventsAsText(events: readonly StackEventView[]): string {
  return events
    .map((event) =>
      [event.at, event.status, event.path || event.resourceName, event.resourceType ?? '', (event.reason ?? '').replace(/\s+/g, ' ')].join('\t'),
    )
    .join('\n');
}
