'use client';

import { useFormContext } from 'react-hook-form';
import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import { useClusterForm } from './use-cluster-form.ts';

export const labelsFields = ['labels'] as const;

/** The driver's labels: what the template says, what this cluster says, and which holds. */
export function LabelsStep({ chosen }: { chosen: TemplateWithDriver | null }) {
  const { values, change } = useClusterForm();
  const { formState } = useFormContext();
  if (!chosen) return <p className="text-sm text-muted">Choose a cluster template first.</p>;
  const { manifest, template } = chosen;
  const errors = (formState.errors.labels ?? {}) as Readonly<Record<string, { message?: string } | undefined>>;
  const set = (key: string, value: string) => {
    const { [key]: _, ...rest } = values.labels;
    change({ labels: value === '' ? rest : { ...rest, [key]: value } });
  };
  const groups = [...new Set(manifest.labels.map((spec) => spec.group))];
  const known = new Set(manifest.labels.map((spec) => spec.key));
  const strange = Object.keys(values.labels).filter((key) => !known.has(key));
  const extra = Object.entries(template.labels).filter(([key]) => !known.has(key));
  return (
    <div className="space-y-6">
      {strange.map((key) => (
        <div key={key} className="tone-failed flex items-center gap-3 rounded-md border border-(--tone-line) bg-(--tone-soft) px-3 py-2 text-sm">
          <span className="min-w-0 flex-1">
            <code className="font-mono text-xs">{key}</code> {errors[key]?.message}
          </span>
          <Button size="sm" icon={<X aria-hidden />} onClick={() => set(key, '')}>
            Remove
          </Button>
        </div>
      ))}
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className="mb-2 text-sm font-semibold">{group}</h3>
          <div className="divide-y divide-line rounded-md border border-line">
            {manifest.labels
              .filter((spec) => spec.group === group)
              .map((spec) => (
                <LabelRow
                  key={spec.key}
                  spec={spec}
                  fromTemplate={template.labels[spec.key]}
                  own={values.labels[spec.key] ?? ''}
                  error={errors[spec.key]?.message}
                  onChange={(value) => set(spec.key, value)}
                />
              ))}
          </div>
        </section>
      ))}
      {extra.length > 0 ? (
        <p className="text-xs text-muted">
          The template also gives labels this driver does not know: {extra.map(([key, value]) => `${key}=${value}`).join(', ')}.
        </p>
      ) : null}
    </div>
  );
}

interface LabelRowProps {
  spec: LabelSpec;
  fromTemplate: string | undefined;
  own: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function LabelRow({ spec, fromTemplate, own, error, onChange }: LabelRowProps) {
  const below = fromTemplate ?? spec.default;
  const effective = own === '' ? below : own;
  const source = own !== '' ? 'yours' : fromTemplate !== undefined ? "the template's" : "the driver's default";
  const id = `field-labels.${spec.key}`;
  return (
    <div className="grid gap-x-4 gap-y-2 px-3 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,14rem)]">
      <div className="min-w-0">
        <label htmlFor={id} className="block text-sm font-medium">
          {spec.title}
        </label>
        <code className="font-mono text-xs break-all text-faint">{spec.key}</code>
        <p id={`${id}-help`} className="mt-0.5 text-xs text-pretty text-muted">{spec.help}</p>
      </div>
      <div className="min-w-0">
        <LabelControl id={id} spec={spec} own={own} below={below} wrong={error !== undefined} onChange={onChange} />
        {error ? (
          <p role="alert" className="mt-1 text-xs text-failed">{error}</p>
        ) : (
          <p className="mt-1 truncate text-xs text-muted" title={effective}>
            {effective === '' ? 'Decided by the driver' : <><span className="font-mono">{effective}</span> · {source}</>}
          </p>
        )}
      </div>
    </div>
  );
}

interface LabelControlProps {
  id: string;
  spec: LabelSpec;
  own: string;
  below: string;
  wrong: boolean;
  onChange: (value: string) => void;
}

function LabelControl({ id, spec, own, below, wrong, onChange }: LabelControlProps) {
  const choices = spec.kind === 'boolean' ? ['true', 'false'] : spec.choices;
  const common = { id, 'aria-invalid': wrong || undefined, 'aria-describedby': `${id}-help` };
  if (choices) {
    return (
      <Select
        {...common}
        value={own}
        placeholder={below || 'Decided by the driver'}
        options={choices.filter((choice) => choice !== '').map((choice) => ({ value: choice, label: choice }))}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Input
      {...common}
      value={own}
      placeholder={below}
      mono
      inputMode={spec.kind === 'integer' ? 'numeric' : 'text'}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
