'use client';

import { CloudOff, RotateCcw } from 'lucide-react';
import { readDigest } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';

interface PageFailureProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** A page that could not be made: its sentence, a way to try again, and what an operator needs to find it. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const known = readDigest(error.digest);
  const reference = known ? known.requestId : (error.digest ?? null);
  return (
    <div className="flex flex-col items-center px-6 py-20 text-center" role="alert">
      <div className="tone-failed mb-4 flex size-12 items-center justify-center rounded-xl border border-(--tone-line) bg-(--tone-soft) text-(--tone)">
        <CloudOff className="size-5" aria-hidden />
      </div>
      <h1 className="text-lg font-semibold">This page could not be shown</h1>
      <p className="mt-1 max-w-lg text-sm text-pretty text-muted">
        {known?.userMessage ?? 'Something went wrong in the portal. Try again; if it stays, give the reference to the operator.'}
      </p>
      {reference ? <p className="mt-2 font-mono text-xs break-all text-faint">Reference {reference}</p> : null}
      <div className="mt-5 flex gap-2">
        <Button variant="primary" icon={<RotateCcw aria-hidden />} onClick={retry}>
          Try again
        </Button>
        <ButtonLink href={routes.clusters}>Go to clusters</ButtonLink>
      </div>
    </div>
  );
}
