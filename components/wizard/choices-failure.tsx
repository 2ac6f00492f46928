'use client';

import { useTransition } from 'react';
import { useRouter } from 'next/navigation';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Choices } from '#lib/cloud-choices/view.ts';

/** Stands over a picker whose service did not answer; nothing when all did. */
export function ChoicesFailure({ of }: { of: readonly Choices<unknown>[] }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const failed = of.find((choices) => !choices.ok);
  if (!failed || failed.ok) return null;
  return (
    <Alert
      kind="warning"
      reference={failed.requestId}
      action={
        <Button size="sm" pending={pending} onClick={() => startTransition(() => router.refresh())}>
          Read again
        </Button>
      }
    >
      {failed.userMessage} What you typed is kept.
    </Alert>
  );
}
