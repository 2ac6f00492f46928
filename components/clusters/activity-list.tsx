import Link from 'next/link';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { routes } from '#lib/routes.ts';

interface ActivityEvent {
  id: string;
  userName: string;
  action: string;
  subjectId: string;
  subjectName: string;
  detail: Record<string, unknown>;
  at: string;
}

const verbs: Readonly<Record<string, string>> = {
  'cluster:create': 'began to create the cluster',
  'cluster:continue': 'went on with the cluster',
  'cluster:retry': 'tried again to create the cluster',
  'cluster:created': 'finished creating the cluster',
  'cluster:create-failed': 'failed to create the cluster',
  'cluster:delete': 'began to delete the cluster',
  'cluster:deleted': 'finished deleting the cluster',
  'cluster:delete-failed': 'failed to delete the cluster',
  'cluster:kubeconfig': 'took a kubeconfig of the cluster',
  'cluster:docker-bundle': 'took a Docker client certificate of the cluster',
  'cluster:move': 'began to move to another driver version the cluster',
  'cluster:moved': 'finished moving to another driver version the cluster',
  'cluster:move-failed': 'failed to move to another driver version the cluster',
  'cluster:console': 'read a console log of the cluster',
  'cluster-template:create': 'created the cluster template',
  'cluster-template:update': 'changed the cluster template',
  'cluster-template:delete': 'deleted the cluster template',
  'cluster-template:publish': 'changed who sees the cluster template',
  'driver:install': 'installed the driver',
  'driver:remove': 'removed the driver',
  'driver:set-status': 'changed the state of the driver',
  'driver:set-default': 'chose, for this project, the driver version',
  'driver:set-cloud-default': 'chose, for the whole cloud, the driver version',
  'admin:cluster-delete': 'began, as administrator, to delete the cluster',
};

/** One line each: who, what, to what, when. */
export function ActivityList({ events }: { events: readonly ActivityEvent[] }) {
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-surface text-sm shadow-xs">
      {events.map((event) => (
        <li key={event.id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 px-4 py-2.5">
          <span className="min-w-0 flex-1">
            <span className="font-medium text-ink">{event.userName}</span>{' '}
            <span className="text-muted">{verbs[event.action] ?? event.action}</span> <Subject event={event} />
            <Detail detail={event.detail} />
          </span>
          <RelativeTime at={event.at} className="shrink-0 text-xs text-muted" />
        </li>
      ))}
    </ol>
  );
}

function Subject({ event }: { event: ActivityEvent }) {
  const gone = event.action === 'driver:remove' || event.action.endsWith(':delete') || event.action.endsWith(':deleted') || event.action.endsWith('create-failed');
  if (gone) return <span className="font-medium break-words text-ink">{event.subjectName}</span>;
  return (
    <Link href={addressOf(event)} prefetch={false} className="rounded-xs font-medium break-words text-ink hover:underline">
      {event.subjectName}
    </Link>
  );
}

function addressOf({ action, subjectId }: ActivityEvent): string {
  if (action.startsWith('cluster-template:')) return routes.clusterTemplate(subjectId);
  const [name = '', version = ''] = subjectId.split('@');
  return action.startsWith('driver:') ? routes.driver(name, version) : routes.cluster(subjectId);
}

const counted = (count: unknown, one: string): string => `${String(count)} ${count === 1 ? one : `${one}s`}`;

/** What of an event's detail is told, and how; the rest (serial numbers and the like) is for the log. */
const details: Readonly<Record<string, (value: unknown) => string | null>> = {
  masters: (value) => counted(value, 'master'),
  minions: (value) => counted(value, 'minion'),
  template: (value) => `from ${String(value)}`,
  driver: (value) => `driver ${String(value)}`,
  status: (value) => `now ${String(value)}`,
  instead: (value) => `before ${String(value)}`,
  lifetimeHours: (value) => `valid for ${counted(value, 'hour')}`,
  reason: String,
  node: String,
  changed: (value) => (Array.isArray(value) && value.length > 0 ? counted(value.length, 'field') : null),
  public: (value) => (value === true ? 'public' : null),
  hidden: (value) => (value === true ? 'hidden' : null),
};

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const parts = Object.entries(detail).flatMap(([key, value]) => details[key]?.(value) ?? []);
  return parts.length > 0 ? <span className="block text-xs break-words text-faint">{parts.join(' · ')}</span> : null;
}
