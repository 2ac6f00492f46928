'use client';

import { useState, type FormEvent } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { requestSignIn } from './sign-in-request.ts';

interface LoginFormProps {
  /** A path of this portal, already checked. */
  next: string | null;
  /** Whoever was here before the sign-in ran out. */
  known: { userName: string; domainName: string; projectId: string | undefined } | null;
}

const defaultDomain = 'Default';

export function LoginForm({ next, known }: LoginFormProps) {
  const [userName, setUserName] = useState(known?.userName ?? '');
  const [password, setPassword] = useState('');
  const [domainName, setDomainName] = useState(known?.domainName ?? defaultDomain);
  const [domainShown, setDomainShown] = useState(Boolean(known && known.domainName !== defaultDomain));
  const [passwordShown, setPasswordShown] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setError(null);
    const complete = userName.trim() !== '' && password !== '' && domainName.trim() !== '';
    setMissing(!complete);
    if (!complete) return;
    setPending(true);
    const sameUser = known?.userName === userName.trim();
    const failure = await requestSignIn({ userName, password, domainName, projectId: sameUser ? known?.projectId : undefined });
    if (failure) {
      setError(failure);
      setPending(false);
      return;
    }
    // A whole new page; without a project yet, the proxy leads to the choice of one and from there back.
    window.location.assign(next ?? routes.clusters);
  };

  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">{known ? 'Welcome back' : 'Sign in'}</h1>
      <p className="mt-1 text-sm text-muted">
        {known && next ? 'Sign in again to go on where you were.' : 'With your user name and password of the cloud.'}
      </p>
      <form onSubmit={(event) => void submit(event)} className="mt-7 space-y-4" noValidate>
        {error ? <Alert kind="error">{error}</Alert> : null}
        <Field label="User name" error={missing && !userName.trim() ? 'Enter your user name.' : null}>
          <Input
            name="userName"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!known}
            value={userName}
            onChange={(event) => setUserName(event.target.value)}
          />
        </Field>
        <Field label="Password" error={missing && !password ? 'Enter your password.' : null}>
          <Input
            name="password"
            type={passwordShown ? 'text' : 'password'}
            autoComplete="current-password"
            autoFocus={Boolean(known)}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            suffix={
              <Button
                variant="ghost"
                size="icon-sm"
                className="-mr-1"
                aria-label={passwordShown ? 'Hide the password' : 'Show the password'}
                icon={passwordShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
                onClick={() => setPasswordShown((shown) => !shown)}
              />
            }
          />
        </Field>
        {domainShown ? (
          <Field
            label="Domain"
            help="The Keystone domain of your account."
            error={missing && !domainName.trim() ? 'Enter your domain.' : null}
          >
            <Input name="domainName" spellCheck={false} value={domainName} onChange={(event) => setDomainName(event.target.value)} />
          </Field>
        ) : (
          <p className="text-xs text-muted">
            Domain {domainName}.{' '}
            <button
              type="button"
              className="rounded-xs font-medium text-accent-text underline underline-offset-2"
              onClick={() => setDomainShown(true)}
            >
              Use another domain
            </button>
          </p>
        )}
        <Button type="submit" variant="primary" size="lg" className="w-full" pending={pending}>
          Sign in
        </Button>
      </form>
    </>
  );
}
