import { FileDiffs } from '#components/drivers/file-diff.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { Tone } from '#components/ui/tone.ts';
import type { MovePreview } from '#lib/clusters/view.ts';
import { MoveLabelChanges } from './move-label-changes.tsx';

type Kind = MovePreview['changes'][number]['kind'];

/** Worst first. */
const kinds: readonly { kind: Kind; word: string; tone: Tone; help: string }[] = [
  { kind: 'replaced', word: 'Replaced', tone: 'failed', help: 'deleted, and made anew' },
  { kind: 'deleted', word: 'Deleted', tone: 'degraded', help: 'gone afterwards' },
  { kind: 'added', word: 'Added', tone: 'ready', help: 'made new' },
  { kind: 'updated', word: 'Updated', tone: 'working', help: 'changed in place' },
  { kind: 'unchanged', word: 'Unchanged', tone: 'gone', help: 'left alone' },
];

/** What Heat would do, loudly where servers go. */
export function MovePreviewDetails({ preview }: { preview: MovePreview }) {
  const { replacedServers, deletedServers, droppedLabels, labelChanges } = preview;
  const counted = kinds.map((each) => ({ ...each, items: preview.changes.filter(({ kind }) => kind === each.kind) }));
  return (
    <>
      {replacedServers + deletedServers > 0 ? (
        <Alert kind="error" title={serversSentence(replacedServers, deletedServers)}>
          {replacedServers > 0 ? 'Heat deletes a server before it makes the other in its place. ' : ''}
          What is on it is lost: on masters that is the state of the cluster, unless it has been saved elsewhere.
        </Alert>
      ) : (
        <Alert kind="success" title="No server is replaced or deleted" />
      )}
      {droppedLabels.length > 0 ? (
        <Alert kind="warning" title={`Version ${preview.to} does not know ${droppedLabels.length === 1 ? 'a label' : 'some labels'} of this cluster`}>
          {droppedLabels.join(', ')} will be left out.
        </Alert>
      ) : null}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {counted.map(({ kind, word, help, items }) => (
          <div key={kind} className="rounded-lg border border-line bg-surface px-4 py-3 shadow-xs">
            <dt className="text-xs text-muted">{word}</dt>
            <dd className="text-xl font-semibold tabular-nums">{items.length}</dd>
            <dd className="text-xs text-muted">{help}</dd>
          </div>
        ))}
      </dl>
      <Tabs
        label="What would change"
        items={[
          {
            value: 'resources',
            label: 'Resources',
            count: preview.changes.filter(({ kind }) => kind !== 'unchanged').length,
            content: <ChangedResources groups={counted.filter(({ kind, items }) => kind !== 'unchanged' && items.length > 0)} />,
          },
          { value: 'files', label: 'Files', count: preview.files.length, content: <FileDiffs changes={preview.files} emptyText="The files that Heat gets are the same." /> },
          ...(labelChanges.length > 0 ? [{ value: 'labels', label: 'Labels', count: labelChanges.length, content: <MoveLabelChanges changes={labelChanges} /> }] : []),
        ]}
      />
    </>
  );
}

function ChangedResources({ groups }: { groups: readonly { kind: Kind; word: string; tone: Tone; items: MovePreview['changes'] }[] }) {
  if (groups.length === 0) return <p className="rounded-lg border border-line bg-surface px-4 py-8 text-center text-sm text-muted">Heat would change nothing.</p>;
  return (
    <Card flush>
      <ul className="divide-y divide-line text-sm">
        {groups.flatMap(({ kind, word, tone, items }) =>
          items.map((change, index) => (
            <li key={`${kind} ${change.stackName} ${change.resourceName} ${index}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <span className="w-20 shrink-0">
                <Badge tone={tone}>{word}</Badge>
              </span>
              <span className="min-w-0 font-medium break-words">{change.resourceName}</span>
              <span className="min-w-0 font-mono text-xs break-all text-muted">{change.resourceType}</span>
              <span className="w-full min-w-0 font-mono text-xs break-all text-faint sm:ml-auto sm:w-auto sm:max-w-md sm:truncate">{change.stackName}</span>
            </li>
          )),
        )}
      </ul>
    </Card>
  );
}

function serversSentence(replaced: number, deleted: number): string {
  const counted = (count: number) => (count === 1 ? '1 server' : `${count} servers`);
  if (replaced === 0) return `${counted(deleted)} will be deleted`;
  return deleted === 0 ? `${counted(replaced)} will be replaced` : `${counted(replaced)} will be replaced and ${deleted} deleted`;
}
