'use client';

import { useEffect, useState } from 'react';
import { CloudOff, RotateCcw } from 'lucide-react';
import { readDigest } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';

interface PageFailureProps {
  error: Error & { digest?: string };
  /** Asks the server for the page again. */
  retry: () => void;
}

/** What a cloud that does not answer may be back from by itself. */
const passing: readonly string[] = ['UNREACHABLE', 'TIMED_OUT'];
const againAfterS = 20;

/** A page that could not be made: its sentence, a way to try again, and what an operator needs to find it. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const known = readDigest(error.digest);
  const reference = known ? known.requestId : (error.digest ?? null);
  return (
    <div className="flex flex-col items-center px-6 py-20 text-center">
      <div className="flex flex-col items-center" role="alert">
        <div className="tone-failed mb-4 flex size-12 items-center justify-center rounded-xl border border-(--tone-line) bg-(--tone-soft) text-(--tone)">
          <CloudOff className="size-5" aria-hidden />
        </div>
        <h1 className="text-lg font-semibold">This page could not be shown</h1>
        <p className="mt-1 max-w-lg text-sm text-pretty text-muted">
          {known?.userMessage ?? 'Something went wrong in the portal. Try again; if it stays, give the reference to the operator.'}
        </p>
        {reference ? <p className="mt-2 font-mono text-xs break-all text-faint">Reference {reference}</p> : null}
      </div>
      <div className="mt-5 flex gap-2">
        <Button variant="primary" icon={<RotateCcw aria-hidden />} onClick={retry}>
          Try again
        </Button>
        <ButtonLink href={routes.clusters}>Go to clusters</ButtonLink>
      </div>
      {known && passing.includes(known.code) ? <Countdown onEnd={retry} /> : null}
    </div>
  );
}

function Countdown({ onEnd }: { onEnd: () => void }) {
  const [leftS, setLeftS] = useState(againAfterS);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (leftS === 1) onEnd();
      // Once more from the beginning, should the page stay away.
      setLeftS(leftS === 1 ? againAfterS : leftS - 1);
    }, 1_000);
    return () => clearTimeout(timer);
  }, [leftS, onEnd]);
  return <p className="mt-3 text-xs text-muted tabular-nums">The next try comes by itself in {leftS} s.</p>;
}
