'use client';

import { CirclePlay, Crosshair, RotateCcw } from 'lucide-react';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { UseAction } from '#components/frame/use-action.ts';
import type { ClusterRefusals } from './cluster-actions.ts';
import { findTrouble } from './find-trouble.ts';
import type { LiveState } from './live-state.ts';

type ForCluster = UseAction<{ clusterId: string }, unknown>;

interface ClusterNoticesProps {
  state: LiveState;
  refusals: ClusterRefusals;
  continuing: ForCluster;
  retrying: ForCluster;
  onJump: (path: string) => void;
}

/** What the user must know or do, over the tabs. */
export function ClusterNotices({ state, refusals, continuing, retrying, onJump }: ClusterNoticesProps) {
  const { cluster } = state;
  const input = { clusterId: cluster.id };
  const { failure } = cluster;
  const failed = cluster.status.endsWith('_FAILED');
  const trouble = findTrouble(state);
  return (
    <div className="mb-5 space-y-3 empty:hidden">
      {cluster.needsContinue ? (
        <Alert
          kind="warning"
          title="Heat has not been given this cluster yet"
          action={
            <Button
              variant="primary"
              icon={<CirclePlay aria-hidden />}
              pending={continuing.pending}
              disabledReason={refusals.create}
              onClick={() => void continuing.run(input)}
            >
              Continue
            </Button>
          }
        >
          {cluster.statusReason ?? 'The submission was interrupted. Everything you chose is kept: continue it, or delete the cluster from the menu.'}
        </Alert>
      ) : null}
      {continuing.failure ? (
        <Alert kind="error" title="It could not be continued" reference={continuing.failure.reference}>
          {continuing.failure.userMessage}
        </Alert>
      ) : null}
      {cluster.lookFailedReason ? (
        <Alert kind="warning" title="The stack cannot be looked at right now">
          {cluster.lookFailedReason} What is shown here is from{' '}
          {cluster.lookFailedAt ? <RelativeTime at={cluster.lookFailedAt} /> : 'earlier'}; it goes on by itself.
        </Alert>
      ) : null}
      {trouble ? (
        <Alert
          kind="warning"
          title={trouble.reason}
          action={
            <Button icon={<Crosshair aria-hidden />} onClick={() => onJump(trouble.path)}>
              Jump to failure
            </Button>
          }
        >
          {trouble.triedAgain ? 'Heat tries it again by itself; the creation goes on.' : `${trouble.advice} Heat ends what it had begun, then the creation counts as failed.`}
        </Alert>
      ) : null}
      {failed ? (
        <Alert
          kind="error"
          title={cluster.statusReason ?? 'Heat did not say why.'}
          action={
            <>
              {failure ? (
                <Button icon={<Crosshair aria-hidden />} onClick={() => onJump(failure.path)}>
                  Jump to failure
                </Button>
              ) : null}
              {cluster.status === 'CREATE_FAILED' ? (
                <Button icon={<RotateCcw aria-hidden />} pending={retrying.pending} disabledReason={refusals.create} onClick={() => void retrying.run(input)}>
                  Retry
                </Button>
              ) : null}
            </>
          }
        >
          {cluster.statusAdvice ? <p>{cluster.statusAdvice}</p> : null}
          {failure ? <FailureDetail state={state} /> : null}
        </Alert>
      ) : null}
      {retrying.failure ? (
        <Alert kind="error" title="It could not be tried again" reference={retrying.failure.reference}>
          {retrying.failure.userMessage}
        </Alert>
      ) : null}
    </div>
  );
}

function FailureDetail({ state }: { state: LiveState }) {
  const { failure } = state.cluster;
  if (!failure) return null;
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-xs text-xs font-medium text-ink hover:underline">What Heat said</summary>
      <p className="mt-2 text-xs">
        <code className="font-mono">{failure.path}</code> ({failure.resourceType}), <RelativeTime at={failure.at} />
      </p>
      <pre tabIndex={0} role="region" aria-label="Heat's words" className="mt-1.5 max-h-48 overflow-auto rounded-md border border-failed-line bg-surface p-2.5 font-mono text-xs whitespace-pre-wrap text-ink">
        {failure.reason}
      </pre>
    </details>
  );
}
