'use client';

import { useState } from 'react';
import { RotateCcw, Search } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { FieldContext } from '#components/ui/field-context.ts';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import { FreeLabels } from './free-labels.tsx';

export interface LabelEditorProps {
  /** The driver's label schema. */
  specs: readonly LabelSpec[];
  /** Only what was set here; a label that is not in it has its default. */
  value: Readonly<Record<string, string>>;
  onChange: (value: Record<string, string>) => void;
  onBlur?: () => void;
  /** Key to sentence. */
  errors: Readonly<Record<string, string>>;
  /** What holds without a value of one's own, above the driver's defaults: the template's labels. */
  inherited?: Readonly<Record<string, string>>;
}

const searchFrom = 8;

/** Labels by the driver's groups, each with the control of its kind; unknown ones below. */
export function LabelEditor(props: LabelEditorProps) {
  const { specs, value, onChange, onBlur, errors, inherited = {} } = props;
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = specs.filter(({ key, title, help }) => `${key} ${title} ${help}`.toLowerCase().includes(words));
  const groups = [...new Set(found.map(({ group }) => group))];
  const known = new Set(specs.map(({ key }) => key));

  const set = (key: string, text: string | null) => {
    const { [key]: _old, ...rest } = value;
    onChange(text === null ? rest : { ...rest, [key]: text });
  };

  return (
    <div className="space-y-6" id="field-labels-group">
      {specs.length >= searchFrom ? (
        <Input
          type="search"
          prefix={<Search aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          placeholder={`Search ${specs.length} labels`}
          aria-label="Search labels"
        />
      ) : null}
      {groups.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className="mb-1 text-xs font-semibold text-muted">{group}</h3>
          <div className="divide-y divide-line">
            {found
              .filter((spec) => spec.group === group)
              .map((spec) => (
                <LabelField
                  key={spec.key}
                  spec={spec}
                  value={value[spec.key] ?? null}
                  inherited={inherited[spec.key] ?? null}
                  error={errors[spec.key]}
                  onChange={(text) => set(spec.key, text)}
                  onBlur={onBlur}
                />
              ))}
          </div>
        </section>
      ))}
      {groups.length === 0 && specs.length > 0 ? (
        <p className="py-4 text-center text-sm text-muted">No label matches. Try another word.</p>
      ) : null}
      <FreeLabels
        specs={specs}
        labels={Object.fromEntries(Object.entries(value).filter(([key]) => !known.has(key)))}
        errors={errors}
        onSet={set}
        onRename={(from, to) => {
          const { [from]: text = '', ...rest } = value;
          onChange({ ...rest, [to]: text });
        }}
      />
    </div>
  );
}

interface LabelFieldProps {
  spec: LabelSpec;
  value: string | null;
  inherited: string | null;
  error: string | undefined;
  onChange: (text: string | null) => void;
  onBlur: (() => void) | undefined;
}

function LabelField({ spec, value, inherited, error, onChange, onBlur }: LabelFieldProps) {
  const fallback = inherited ?? spec.default;
  const origin = inherited === null ? 'default' : 'template';
  const choices = spec.kind === 'boolean' ? ['true', 'false'] : spec.choices;
  const shared = { name: `labels.${spec.key}`, onBlur };
  const id = `field-labels.${spec.key}`;
  const described = error ? `${id}-help ${id}-error` : `${id}-help`;
  return (
    <div className="grid gap-x-5 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm font-medium">
          {spec.title}
        </label>
        <code className="block font-mono text-xs break-all text-faint">{spec.key}</code>
        <p id={`${id}-help`} className="mt-0.5 text-xs text-pretty text-muted">
          {spec.help}
        </p>
      </div>
      <div className="min-w-0">
        <FieldContext value={{ id, describedBy: described, invalid: Boolean(error), required: false }}>
          {choices ? (
            <Select
              {...shared}
              value={value ?? ''}
              placeholder={`${fallback || 'Decided by the driver'} (${origin})`}
              options={choices.filter(Boolean).map((choice) => ({ value: choice, label: choice }))}
              onChange={(event) => onChange(event.target.value || null)}
            />
          ) : (
            <Input
              {...shared}
              mono
              value={value ?? ''}
              placeholder={fallback || `Empty (${origin})`}
              inputMode={spec.kind === 'integer' ? 'numeric' : undefined}
              onChange={(event) => onChange(event.target.value || null)}
            />
          )}
        </FieldContext>
        {error ? (
          <p id={`${id}-error`} role="alert" className="mt-1.5 text-xs break-words text-failed">
            {error}
          </p>
        ) : null}
        {value === null ? null : (
          <p className="mt-1 flex items-center justify-between gap-2 text-xs text-muted">
            <span className="min-w-0 truncate">
              {origin}: {fallback || 'empty'}
            </span>
            <Button variant="link" size="sm" icon={<RotateCcw aria-hidden />} aria-label={`Take back ${spec.title}`} onClick={() => onChange(null)}>
              Take back
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
