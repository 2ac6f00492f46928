'use client';

import { useState, type FormEvent } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { SessionView } from './session.tsx';
import { requestSignIn } from './sign-in-request.ts';

interface SessionExpiredDialogProps {
  open: boolean;
  session: SessionView;
  onDone: (signedIn: boolean) => void;
}

/** Signs the same user in again over the page, so that nothing typed is lost. */
export function SessionExpiredDialog({ open, session, onDone }: SessionExpiredDialogProps) {
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const finish = (signedIn: boolean) => {
    setPassword('');
    setError(null);
    onDone(signedIn);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!password || pending) return;
    setPending(true);
    const failure = await requestSignIn({
      userName: session.userName,
      domainName: session.domainName,
      projectId: session.projectId,
      password,
    });
    setPending(false);
    if (failure) setError(failure);
    else finish(true);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) finish(false);
      }}
      title="Your sign-in has run out"
      description="Sign in again: what you typed is kept."
      size="sm"
      modal="firm"
      footer={
        <>
          <Button onClick={() => finish(false)}>Not now</Button>
          <Button type="submit" form="sign-in-again" variant="primary" pending={pending} disabled={!password}>
            Sign in
          </Button>
        </>
      }
    >
      <form id="sign-in-again" onSubmit={(event) => void submit(event)} className="space-y-4">
        {error ? <Alert kind="error">{error}</Alert> : null}
        <p className="text-sm text-muted">
          <span className="font-medium text-ink">{session.userName}</span> in project{' '}
          <span className="font-medium text-ink">{session.projectName}</span>
        </p>
        <input type="hidden" name="username" autoComplete="username" value={session.userName} readOnly />
        <Field label="Password">
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
