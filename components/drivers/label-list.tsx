import type { LabelSpec } from '#lib/drivers/manifest.ts';
import { Card } from '#components/ui/card.tsx';

const kindWord: Readonly<Record<LabelSpec['kind'], string>> = {
  string: 'Text',
  integer: 'Whole number',
  boolean: 'true or false',
  choice: 'One of',
  cidr: 'IPv4 network',
  'cidr-list': 'IPv4 networks',
  version: 'One of',
};

/** Every label a driver understands, in its groups: name, meaning, what it takes and its default. */
export function LabelList({ labels }: { labels: readonly LabelSpec[] }) {
  const groups = [...new Set(labels.map((label) => label.group))];
  return (
    <div className="space-y-4">
      {groups.map((group) => (
        <Card key={group} title={group} flush>
          <dl className="divide-y divide-line text-sm">
            {labels
              .filter((label) => label.group === group)
              .map((label) => (
                <div key={label.key} className="grid gap-x-6 gap-y-1 px-4 py-3 md:grid-cols-[minmax(0,18rem)_minmax(0,1fr)_minmax(0,16rem)]">
                  <dt className="min-w-0">
                    <span className="block font-medium">{label.title}</span>
                    <code className="font-mono text-xs break-all text-muted">{label.key}</code>
                  </dt>
                  <dd className="min-w-0 text-pretty text-muted">{label.help}</dd>
                  <dd className="min-w-0 text-xs break-words">
                    <span className="text-muted">{takes(label)}</span>
                    <span className="mt-0.5 block">
                      <span className="text-muted">Default </span>
                      {label.default === '' ? <span className="text-muted">empty</span> : <code className="font-mono">{label.default}</code>}
                    </span>
                  </dd>
                </div>
              ))}
          </dl>
        </Card>
      ))}
    </div>
  );
}

function takes(label: LabelSpec): string {
  if (label.choices) return `${kindWord[label.kind]} ${label.choices.filter(Boolean).join(', ')}`;
  if (label.minimum !== undefined && label.maximum !== undefined) return `${kindWord[label.kind]}, ${label.minimum} to ${label.maximum}`;
  return kindWord[label.kind];
}
