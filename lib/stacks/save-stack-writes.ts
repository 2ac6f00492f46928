import 'server-only';
import type { Transaction } from '#lib/db/client.ts';
import type { StackWrites } from './plan-stack-writes.ts';
import { eventOverlapMs, type StackMemory } from './stack-memory.ts';

/** Two statements, however many rows: a cluster of a thousand nodes has eight thousand resources. */
export async function saveStackWrites(tx: Transaction, clusterId: string, revision: bigint, writes: StackWrites): Promise<void> {
  if (writes.events.length > 0) {
    const { events } = writes;
    await tx.$executeRaw`
      insert into stack_event (cluster_id, revision, event_id, path, resource_name, resource_type, physical_resource_id, status, reason, event_at)
      select ${clusterId}::uuid, ${revision}::bigint, * from unnest(
        ${events.map((one) => one.id)}::text[], ${events.map((one) => one.path)}::text[], ${events.map((one) => one.name)}::text[],
        ${events.map((one) => one.type)}::text[], ${events.map((one) => one.physicalResourceId)}::text[],
        ${events.map((one) => one.status)}::text[], ${events.map((one) => one.reason)}::text[], ${events.map((one) => one.at)}::timestamptz[])
      on conflict (cluster_id, event_id) do nothing`;
  }
  if (writes.resources.length > 0) {
    const { resources } = writes;
    // An array of arrays must be rectangular in PostgreSQL: the names waited for travel as JSON.
    await tx.$executeRaw`
      insert into stack_resource (cluster_id, revision, path, parent_path, resource_name, resource_type, physical_resource_id, status, reason, requires, changed_at, removed)
      select ${clusterId}::uuid, ${revision}::bigint, path, parent_path, name, type, physical, status, reason,
        array(select jsonb_array_elements_text(requires::jsonb)), changed_at, removed
      from unnest(
        ${resources.map((one) => one.path)}::text[], ${resources.map((one) => one.parentPath)}::text[], ${resources.map((one) => one.name)}::text[],
        ${resources.map((one) => one.type)}::text[], ${resources.map((one) => one.physicalResourceId)}::text[],
        ${resources.map((one) => one.status)}::text[], ${resources.map((one) => one.reason)}::text[],
        ${resources.map((one) => JSON.stringify(one.requires))}::text[], ${resources.map((one) => one.changedAt)}::timestamptz[],
        ${resources.map((one) => one.removed)}::boolean[]
      ) as given(path, parent_path, name, type, physical, status, reason, requires, changed_at, removed)
      on conflict (cluster_id, path) do update set
        revision = excluded.revision, parent_path = excluded.parent_path, resource_name = excluded.resource_name,
        resource_type = excluded.resource_type, physical_resource_id = excluded.physical_resource_id, status = excluded.status,
        reason = excluded.reason, requires = excluded.requires, changed_at = excluded.changed_at, removed = excluded.removed`;
  }
}

/** After the transaction has been committed. */
export function rememberWrites(memory: StackMemory, revision: bigint, writes: StackWrites): void {
  memory.revision = revision;
  for (const event of writes.events) {
    memory.eventIds.add(event.id);
    if (!memory.lastEventAt || event.at > memory.lastEventAt) memory.lastEventAt = event.at;
  }
  if (memory.eventIds.size > 20_000) trimEventIds(memory, writes);
  for (const resource of writes.resources) {
    if (resource.removed) memory.resources.delete(resource.path);
    else memory.resources.set(resource.path, resource);
  }
}

/** Only those can be met again which the next look asks for. */
function trimEventIds(memory: StackMemory, writes: StackWrites): void {
  const from = (memory.lastEventAt?.getTime() ?? 0) - 2 * eventOverlapMs;
  memory.eventIds = new Set(writes.events.filter((event) => event.at.getTime() >= from).map((event) => event.id));
}
