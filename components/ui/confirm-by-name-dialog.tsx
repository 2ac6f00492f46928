'use client';

import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Input } from './input.tsx';

export interface ConfirmByNameDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What the user must type. */
  name: string;
  /** The verb with its object: "Delete cluster". */
  confirmLabel: string;
  onConfirm: () => void;
  pending?: boolean;
  /** The failure's sentence; the dialog stays open with it. */
  error?: string | null | undefined;
  /** What will go. */
  children?: ReactNode;
}

export function ConfirmByNameDialog(props: ConfirmByNameDialogProps) {
  const { open, onOpenChange, title, name, confirmLabel, onConfirm, pending, error, children } = props;
  const [typed, setTyped] = useState('');
  const id = useId();
  const changeOpen = (next: boolean) => {
    if (!next) setTyped('');
    onOpenChange(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === name && !pending) onConfirm();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title={title}
      footer={
        <>
          <Button onClick={() => changeOpen(false)}>Cancel</Button>
          <Button variant="danger" type="submit" form={`${id}-form`} disabled={typed !== name} pending={pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} onSubmit={submit} className="space-y-4">
        {children ? <div className="text-sm text-muted">{children}</div> : null}
        <div>
          <label htmlFor={id} className="mb-1.5 block text-sm">
            Type <strong className="font-mono text-xs font-semibold break-all select-all">{name}</strong> to confirm
          </label>
          <Input
            id={id}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoFocus
            autoCapitalize="off"
            spellCheck={false}
            mono
          />
        </div>
        {error ? <Alert kind="error">{error}</Alert> : null}
      </form>
    </Dialog>
  );
}
