'use client';

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine, Circle, History, ListX, Search } from 'lucide-react';
import type { StackEventView } from '#lib/stacks/view.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { StateIcon } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { eventsAsText, eventState, filterEvents, sinceStart, type EventFilter } from './event-rows.ts';

interface EventLogProps {
  events: readonly StackEventView[];
  /** Where the time since the start counts from. */
  startedAt: string;
  onSelect: (path: string) => void;
  /** Null when all are here. */
  onLoadEarlier: (() => void) | null;
  loadingEarlier: boolean;
}

const stateChoices = [
  { value: 'all', label: 'All states' },
  { value: 'working', label: 'In progress' },
  { value: 'ready', label: 'Complete' },
  { value: 'failed', label: 'Failed' },
] as const;

export function EventLog({ events, startedAt, onSelect, onLoadEarlier, loadingEarlier }: EventLogProps) {
  const [filter, setFilter] = useState<EventFilter>({ text: '', state: 'all' });
  const [following, setFollowing] = useState(true);
  const deferredFilter = useDeferredValue(filter);
  const shown = useMemo(() => filterEvents(events, deferredFilter), [events, deferredFilter]);

  return (
    <section aria-label="Events" className="rounded-lg border border-line bg-surface shadow-xs">
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2.5">
        <div className="min-w-44 flex-1 sm:max-w-80">
          <Input
            type="search"
            aria-label="Search the events"
            placeholder="Resource, type or reason"
            prefix={<Search aria-hidden />}
            value={filter.text}
            onChange={(event) => setFilter({ ...filter, text: event.target.value })}
          />
        </div>
        <Select
          aria-label="State"
          className="w-36"
          options={stateChoices}
          value={filter.state}
          onChange={(event) => setFilter({ ...filter, state: event.target.value as EventFilter['state'] })}
        />
        <span className="text-xs text-muted tabular-nums" role="status">
          {shown.length === events.length ? `${events.length} events` : `${shown.length} of ${events.length}`}
        </span>
        <span className="ml-auto flex items-center gap-2">
          <Button
            size="sm"
            aria-pressed={following}
            className={following ? 'border-accent-line bg-accent-soft text-accent-text' : undefined}
            icon={<ArrowDownToLine aria-hidden />}
            onClick={() => setFollowing(!following)}
          >
            {following ? 'Following' : 'Follow'}
          </Button>
          <CopyButton text={eventsAsText(shown)} what="the events" label="Copy" />
        </span>
      </div>
      {shown.length === 0 ? (
        <NothingShown anyEvents={events.length > 0} onClear={() => setFilter({ text: '', state: 'all' })} />
      ) : (
        <EventRows
          events={shown}
          startedAt={startedAt}
          following={following}
          onFollowingChange={setFollowing}
          onSelect={onSelect}
          head={
            onLoadEarlier ? (
              <div className="flex justify-center border-b border-line p-2">
                <Button size="sm" pending={loadingEarlier} icon={<History aria-hidden />} onClick={onLoadEarlier}>
                  Load earlier events
                </Button>
              </div>
            ) : null
          }
        />
      )}
    </section>
  );
}

function NothingShown({ anyEvents, onClear }: { anyEvents: boolean; onClear: () => void }) {
  return anyEvents ? (
    <EmptyState
      icon={<ListX aria-hidden />}
      title="No event fits"
      description="Change the words or the state."
      action={<Button onClick={onClear}>Show all events</Button>}
    />
  ) : (
    <EmptyState icon={<History aria-hidden />} title="No events yet" description="They appear here as soon as Heat begins with the cluster." />
  );
}

interface EventRowsProps {
  events: readonly StackEventView[];
  startedAt: string;
  following: boolean;
  onFollowingChange: (following: boolean) => void;
  onSelect: (path: string) => void;
  head: React.ReactNode;
}

const nearEndPx = 24;

function EventRows({ events, startedAt, following, onFollowingChange, onSelect, head }: EventRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 34,
    getItemKey: (index) => events[index]?.id ?? index,
    overscan: 16,
  });

  useEffect(() => {
    if (following && events.length > 0) virtualizer.scrollToIndex(events.length - 1, { align: 'end' });
  }, [following, events.length, virtualizer]);

  // Only the user's own hand ends the following: wheel, touch or a key; not the scrolling done here.
  const lookBack = () => {
    const element = scroller.current;
    if (!element) return;
    requestAnimationFrame(() => {
      const fromEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (fromEnd > nearEndPx && following) onFollowingChange(false);
    });
  };

  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Event list"
      onWheel={lookBack}
      onTouchMove={lookBack}
      onKeyDown={lookBack}
      className="h-[min(62vh,40rem)] overflow-auto rounded-b-lg outline-offset-[-2px]"
    >
      {head}
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const event = events[item.index];
          return event ? (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={events.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <EventLine event={event} startedAt={startedAt} onSelect={onSelect} />
            </li>
          ) : null;
        })}
      </ol>
    </div>
  );
}

function EventLine({ event, startedAt, onSelect }: { event: StackEventView; startedAt: string; onSelect: (path: string) => void }) {
  const state = eventState(event.status);
  return (
    <div
      className={cn(
        'grid grid-cols-[4rem_1fr_auto] items-baseline gap-x-3 border-b border-line px-3 py-1.5 text-xs hover:bg-hover md:grid-cols-[4rem_11.5rem_minmax(0,16rem)_minmax(0,1fr)]',
        toneClass[state],
        state === 'failed' ? 'bg-failed-soft' : null,
      )}
    >
      <time dateTime={event.at} title={exactTime(event.at)} suppressHydrationWarning className="text-right font-mono text-muted">
        {sinceStart(event.at, startedAt)}
      </time>
      <span className="order-3 inline-flex items-center gap-1.5 font-mono text-[11px] text-(--tone) md:order-none">
        {state === 'working' ? <Circle className="size-3 shrink-0 self-center" aria-hidden /> : <StateIcon state={state} className="size-3 self-center" />}
        <span className="max-md:sr-only">{event.status}</span>
      </span>
      {event.path ? (
        <button
          type="button"
          onClick={() => onSelect(event.path)}
          title={event.resourceType ?? undefined}
          className="min-w-0 truncate rounded-xs text-left font-medium hover:underline"
        >
          {event.path}
        </button>
      ) : (
        <span className="min-w-0 truncate font-medium">{event.resourceName} (the stack)</span>
      )}
      <span className={cn('order-4 col-span-3 min-w-0 break-words text-muted md:col-span-1', state === 'failed' ? 'text-ink' : null)}>
        {event.reason === 'state changed' ? null : event.reason}
      </span>
    </div>
  );
}

function exactTime(at: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}
