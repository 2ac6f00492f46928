'use client';

import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { Combobox, type ComboboxOption } from '#components/ui/combobox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { RadioCards, type RadioCard } from '#components/ui/radio-cards.tsx';
import { Select, type SelectOption } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

/** Fields of a wizard bound to its form by name. Each stands inside the Wizard, which provides the form. */
interface BoundProps {
  name: string;
  label: ReactNode;
  help?: ReactNode;
  optional?: boolean;
  aside?: ReactNode;
  /** Fields whose rules look at this one: checked again with it. */
  deps?: string[];
  className?: string;
  disabled?: boolean;
}

function useBound({ name, deps }: Pick<BoundProps, 'name' | 'deps'>) {
  const { control } = useFormContext();
  const { field, fieldState } = useController({ name, control, rules: deps ? { deps } : {} });
  const text: string = typeof field.value === 'string' || typeof field.value === 'number' ? String(field.value) : '';
  // What is only passed by is not scolded: a sentence that appears while the mouse is down moves away what it is on.
  const leave = () => (text === '' && !fieldState.isDirty ? undefined : field.onBlur());
  return { field, text, leave, error: fieldState.error?.message };
}

function fieldProps({ name, label, help, optional, aside, className }: BoundProps, error: string | undefined) {
  return { id: `field-${name}`, label, help, error, aside, className, ...(optional ? { optional } : { required: true }) };
}

interface TextFieldProps extends BoundProps {
  placeholder?: string;
  mono?: boolean;
  prefix?: ReactNode;
  suffix?: ReactNode;
  autoFocus?: boolean;
  inputMode?: 'text' | 'numeric' | 'url';
}

export function TextField({ placeholder, mono, prefix, suffix, autoFocus, inputMode, ...bound }: TextFieldProps) {
  const { field, text, leave, error } = useBound(bound);
  return (
    <Field {...fieldProps(bound, error)}>
      <Input
        {...field}
        value={text}
        onBlur={leave}
        placeholder={placeholder}
        mono={mono}
        prefix={prefix}
        suffix={suffix}
        autoFocus={autoFocus}
        inputMode={inputMode}
        spellCheck={false}
        disabled={bound.disabled}
      />
    </Field>
  );
}

interface TextareaFieldProps extends BoundProps {
  placeholder?: string;
  mono?: boolean;
  rows?: number;
}

export function TextareaField({ placeholder, mono, rows, ...bound }: TextareaFieldProps) {
  const { field, text, error } = useBound(bound);
  return (
    <Field {...fieldProps(bound, error)}>
      <Textarea {...field} value={text} placeholder={placeholder} mono={mono} rows={rows} disabled={bound.disabled} />
    </Field>
  );
}

interface SelectFieldProps extends BoundProps {
  options: readonly SelectOption[];
  /** An empty first choice. */
  placeholder?: string;
  onChosen?: (value: string) => void;
}

export function SelectField({ options, placeholder, onChosen, ...bound }: SelectFieldProps) {
  const { field, text, error } = useBound(bound);
  return (
    <Field {...fieldProps(bound, error)}>
      <Select
        {...field}
        value={text}
        options={options}
        placeholder={placeholder}
        disabled={bound.disabled}
        onChange={(event) => {
          field.onChange(event.target.value);
          onChosen?.(event.target.value);
        }}
      />
    </Field>
  );
}

interface ComboboxFieldProps extends BoundProps {
  options: readonly ComboboxOption[];
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  onChosen?: (value: string | null) => void;
}

export function ComboboxField({ options, placeholder, searchPlaceholder, emptyText, onChosen, ...bound }: ComboboxFieldProps) {
  const { field, text, error } = useBound(bound);
  return (
    <Field {...fieldProps(bound, error)}>
      <Combobox
        value={text || null}
        onValueChange={(value) => {
          field.onChange(value ?? '');
          onChosen?.(value);
        }}
        onBlur={field.onBlur}
        options={options}
        placeholder={placeholder}
        searchPlaceholder={searchPlaceholder}
        emptyText={emptyText}
        clearable={bound.optional}
        disabled={bound.disabled}
      />
    </Field>
  );
}

interface RadioCardsFieldProps extends BoundProps {
  options: readonly RadioCard[];
  columns?: 1 | 2 | 3;
  onChosen?: (value: string) => void;
}

export function RadioCardsField({ options, columns, onChosen, ...bound }: RadioCardsFieldProps) {
  const { field, text, error } = useBound(bound);
  return (
    <div id={`field-${bound.name}-group`}>
      <Field {...fieldProps(bound, error)} group>
        <RadioCards
          value={text}
          name={bound.name}
          columns={columns}
          options={options}
          onBlur={field.onBlur}
          onValueChange={(value) => {
            field.onChange(value);
            onChosen?.(value);
          }}
        />
      </Field>
    </div>
  );
}

interface SwitchFieldProps extends Omit<BoundProps, 'optional' | 'aside' | 'help'> {
  description?: ReactNode;
  disabledReason?: string | null;
}

export function SwitchField({ description, disabledReason, ...bound }: SwitchFieldProps) {
  const { field, error } = useBound(bound);
  return (
    <div className={bound.className}>
      <Switch
        id={`field-${bound.name}`}
        label={bound.label}
        description={description}
        disabledReason={disabledReason ?? null}
        checked={field.value === true}
        onCheckedChange={(checked) => {
          field.onChange(checked);
          field.onBlur();
        }}
      />
      {error ? (
        <p role="alert" className="mt-1.5 text-xs text-failed">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** Fields that most people leave as they are. Opens by itself when one of them is wrong. */
export function MoreFields({ title, fields, children }: { title: string; fields: readonly string[]; children: ReactNode }) {
  const { formState, getFieldState } = useFormContext();
  const wrong = fields.some((field) => getFieldState(field, formState).invalid);
  return (
    <details className="group rounded-md border border-line" open={wrong || undefined}>
      <summary className="flex items-center gap-2 rounded-md px-3 py-2.5 text-sm font-medium select-none hover:bg-hover">
        <span className="text-faint transition-transform duration-100 group-open:rotate-90" aria-hidden>
          ▸
        </span>
        {title}
      </summary>
      <div className="space-y-6 border-t border-line px-3 py-4">{children}</div>
    </details>
  );
}
