'use client';

import { useEffect, useRef } from 'react';
import { X } from 'lucide-react';
import { titleOfType } from '#lib/stacks/resource-graph.ts';
import type { NodeBootView, StackEventView, StackResourceView } from '#lib/stacks/view.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StateBadge } from '#components/ui/state-badge.tsx';
import { BootStepList } from './boot-steps.tsx';
import { ConsoleLog } from './console-log.tsx';
import { eventState, sinceStart } from './event-rows.ts';
import { TypeIcon } from './type-icon.tsx';

interface ResourcePanelProps {
  clusterId: string;
  path: string;
  resource: StackResourceView | undefined;
  events: readonly StackEventView[];
  /** Of the node this is, or is a part of. */
  boot: NodeBootView | undefined;
  /** Names of siblings with their paths, for the links of what it waits for. */
  startedAt: string;
  consoleRefusedBecause: string | null;
  onSelect: (path: string) => void;
  onClose: () => void;
}

/** All that is known of one resource. */
export function ResourcePanel(props: ResourcePanelProps) {
  const { clusterId, path, resource, events, boot, startedAt, consoleRefusedBecause, onSelect, onClose } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [path]);
  const name = path.split('/').at(-1) ?? path;
  const mine = events.filter((event) => event.path === path);

  return (
    <aside
      aria-label={`Resource ${name}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
      className="flex max-h-[80dvh] min-w-0 flex-col overflow-hidden border-line bg-surface max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:animate-rise max-lg:rounded-t-xl max-lg:border-t max-lg:shadow-dialog lg:max-h-none lg:w-96 lg:shrink-0 lg:border-l"
    >
      <header className="flex items-start gap-2.5 border-b border-line py-2.5 pr-2 pl-4">
        <TypeIcon type={resource?.type ?? ''} className="mt-0.5 size-4 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <h3 ref={heading} tabIndex={-1} className="text-sm font-semibold break-words outline-none">
            {name}
          </h3>
          <p className="text-xs break-words text-muted">{resource ? titleOfType(resource.type) : 'Not made yet'}</p>
        </div>
        <Button variant="ghost" size="icon-sm" aria-label="Close the panel" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 space-y-5 overflow-y-auto p-4" tabIndex={0} role="region" aria-label={`Details of ${name}`}>
        {resource ? (
          <>
            <ResourceFacts resource={resource} onSelect={onSelect} />
            {boot && tellsOfBoot(resource, boot) ? (
              <section>
                <h4 className="mb-2 text-xs font-medium text-muted">Set-up</h4>
                <BootStepList boot={boot} name={resource.name} />
              </section>
            ) : null}
            {resource.type === 'OS::Nova::Server' && resource.physicalResourceId ? (
              <ConsoleLog clusterId={clusterId} serverId={resource.physicalResourceId} refusedBecause={consoleRefusedBecause} />
            ) : null}
            <ResourceEvents events={mine} startedAt={startedAt} />
          </>
        ) : (
          <p className="text-sm text-muted">Heat has not made this resource yet, or has removed it.</p>
        )}
      </div>
    </aside>
  );
}

/** The node as a whole, its server, and what waits for it. */
function tellsOfBoot(resource: StackResourceView, boot: NodeBootView): boolean {
  return resource.path === boot.path || /^OS::Nova::Server$|^OS::Heat::WaitCondition/.test(resource.type);
}

function ResourceFacts({ resource, onSelect }: { resource: StackResourceView; onSelect: (path: string) => void }) {
  const state = eventState(resource.status);
  const prefix = resource.parentPath ? `${resource.parentPath}/` : '';
  const reason = resource.reason && resource.reason !== 'state changed' ? resource.reason : null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge state={state} />
        <code className="font-mono text-xs text-muted">{resource.status}</code>
      </div>
      {reason ? (
        <p className={`rounded-md border px-3 py-2 text-sm break-words ${state === 'failed' ? 'border-failed-line bg-failed-soft' : 'border-line bg-sunken'}`}>
          {reason}
        </p>
      ) : null}
      <KeyValueList
        className="[&_dt]:sm:w-24"
        items={[
          { label: 'Type', value: <code className="font-mono text-xs break-all">{resource.type}</code> },
          { label: 'Id', value: resource.physicalResourceId ? <CopyText text={resource.physicalResourceId} what="id" /> : null },
          { label: 'Path', value: <CopyText text={resource.path} what="path" /> },
          { label: 'Changed', value: <RelativeTime at={resource.changedAt} /> },
          {
            label: 'Waits for',
            value:
              resource.requires.length > 0 ? (
                <span className="flex flex-wrap gap-x-2 gap-y-1">
                  {resource.requires.map((name) => (
                    <button key={name} type="button" onClick={() => onSelect(`${prefix}${name}`)} className="rounded-xs text-xs text-accent-text hover:underline">
                      {name}
                    </button>
                  ))}
                </span>
              ) : null,
          },
        ]}
      />
    </>
  );
}

const mostEvents = 50;

function ResourceEvents({ events, startedAt }: { events: readonly StackEventView[]; startedAt: string }) {
  return (
    <section>
      <h4 className="mb-2 text-xs font-medium text-muted">Events</h4>
      {events.length === 0 ? <p className="text-sm text-muted">None yet.</p> : null}
      <ol className="space-y-1.5">
        {events.slice(-mostEvents).map((event) => (
          <li key={event.id} className="grid grid-cols-[3.5rem_1fr] gap-x-3 text-xs">
            <span className="text-right font-mono text-muted" title={event.at}>
              {sinceStart(event.at, startedAt)}
            </span>
            <span className="min-w-0">
              <span className="font-mono text-[11px]">{event.status}</span>
              {event.reason && event.reason !== 'state changed' ? <span className="block break-words text-muted">{event.reason}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
