'use client';

import { useState, type KeyboardEvent } from 'react';
import { Plus, TriangleAlert, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { whyLabelRefused } from '#lib/cluster-templates/schema.ts';
import { checkLabels } from '#lib/drivers/check-labels.ts';
import type { LabelSpec } from '#lib/drivers/manifest.ts';

interface FreeLabelsProps {
  specs: readonly LabelSpec[];
  /** Those the driver does not know. */
  labels: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  onSet: (key: string, text: string | null) => void;
  onRename: (from: string, to: string) => void;
}

export function FreeLabels({ specs, labels, errors, onSet, onRename }: FreeLabelsProps) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { didYouMean } = checkLabels(specs, labels);
  const typed = key.trim();
  const near = typed ? checkLabels(specs, { [typed]: value }).didYouMean[typed] : undefined;

  const add = () => {
    const reason = typed ? whyLabelRefused(typed, value) : 'Type the name of the label.';
    setProblem(reason);
    if (reason) return;
    onSet(typed, value.trim());
    setKey('');
    setValue('');
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };

  return (
    <section aria-label="Other labels">
      <h3 className="text-xs font-semibold text-muted">Other labels</h3>
      <p className="mt-0.5 mb-3 text-xs text-muted">Labels this driver does not read. Tools beside the cluster may.</p>
      {Object.entries(labels).map(([name, text]) => (
        <div key={name} className="mb-2 rounded-md border border-waiting-line bg-waiting-soft px-3 py-2 text-sm">
          <div className="flex items-center gap-2">
            <TriangleAlert className="size-4 shrink-0 text-waiting" aria-hidden />
            <code className="min-w-0 flex-1 font-mono text-xs break-all">
              {name} = {text || '(empty)'}
            </code>
            <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name}`} icon={<X aria-hidden />} onClick={() => onSet(name, null)} />
          </div>
          <p className="mt-0.5 pl-6 text-xs text-muted">
            {errors[name] ?? 'This driver does not know the label: it changes nothing in the cluster.'}
            {didYouMean[name] ? (
              <>
                {' '}
                <Button variant="link" size="sm" onClick={() => onRename(name, didYouMean[name] ?? name)}>
                  Did you mean {didYouMean[name]}?
                </Button>
              </>
            ) : null}
          </p>
        </div>
      ))}
      <div className="flex flex-col gap-2 sm:flex-row sm:items-end">
        <Field label="Label" className="sm:flex-1">
          <Input mono value={key} onChange={(event) => setKey(event.target.value)} onKeyDown={onEnter} placeholder="key" />
        </Field>
        <Field label="Value" className="sm:flex-1">
          <Input mono value={value} onChange={(event) => setValue(event.target.value)} onKeyDown={onEnter} placeholder="value" />
        </Field>
        <Button icon={<Plus aria-hidden />} onClick={add} className="h-9">
          Add
        </Button>
      </div>
      {problem ? (
        <p role="alert" className="mt-1.5 text-xs text-failed">
          {problem}
        </p>
      ) : near ? (
        <p className="mt-1.5 text-xs text-muted">
          Did you mean{' '}
          <Button variant="link" size="sm" onClick={() => setKey(near)}>
            {near}
          </Button>
          ?
        </p>
      ) : null}
    </section>
  );
}
