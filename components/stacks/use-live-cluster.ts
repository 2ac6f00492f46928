'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { routes } from '#lib/routes.ts';
import type { LiveChange, LiveSnapshot } from '#lib/stacks/view.ts';
import { applyLiveChange, stateFromSnapshot, type LineState, type LiveState } from './live-state.ts';

export const liveClusterKey = (clusterId: string) => ['cluster', clusterId, 'live'] as const;

/** A short break is nobody's business: it is only spoken of after this. */
const quietMs = 2_500;
const firstRetryMs = 1_000;
const longestRetryMs = 15_000;
/** After the page was out of sight for this long its line may be dead without knowing. */
const staleHiddenMs = 45_000;

/**
 * The cluster as it is now: begins with what the server rendered and follows the portal's event stream. A
 * broken line is taken up again at the revision that was reached.
 * @param first what the page was rendered with; with `complete` false the rest comes over the line
 */
export function useLiveCluster(
  first: LiveSnapshot,
  complete: boolean,
): { state: LiveState; line: LineState; takeUpAgain: () => void } {
  const clusterId = first.cluster.id;
  const client = useQueryClient();
  const [line, setLine] = useState<LineState>('connecting');
  const [attempt, setAttempt] = useState(0);
  const { data } = useQuery({
    queryKey: liveClusterKey(clusterId),
    queryFn: () => stateFromSnapshot(first, complete),
    initialData: () => stateFromSnapshot(first, complete),
    enabled: false,
    staleTime: Infinity,
  });

  // Only where it begins: a later rendering must not tear the line down.
  const beginning = useRef({ first, complete });

  useEffect(() => {
    const { first, complete } = beginning.current;
    // The page was rendered anew with something newer than what the cache held from an earlier visit.
    const known = client.getQueryData<LiveState>(liveClusterKey(clusterId));
    if (!known || (known.revision < first.revision && !known.gone)) {
      client.setQueryData(liveClusterKey(clusterId), stateFromSnapshot(first, complete));
    }
    return followCluster(client, clusterId, setLine);
  }, [client, clusterId, attempt]);

  const takeUpAgain = useCallback(() => setAttempt((known) => known + 1), []);
  return { state: data, line, takeUpAgain };
}

function followCluster(client: QueryClient, clusterId: string, setLine: (line: LineState) => void): () => void {
  const key = liveClusterKey(clusterId);
  let source: EventSource | undefined;
  let ended = false;
  let failures = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let quietTimer: ReturnType<typeof setTimeout> | undefined;
  let hiddenAt: number | null = null;

  const read = () => client.getQueryData<LiveState>(key);
  const address = () => {
    const known = read();
    return known?.complete ? `${routes.api.events(clusterId)}?since=${known.revision}` : routes.api.events(clusterId);
  };
  const alive = () => {
    failures = 0;
    clearTimeout(quietTimer);
    quietTimer = undefined;
    setLine('live');
  };
  const finish = () => {
    ended = true;
    source?.close();
    clearTimeout(retryTimer);
    clearTimeout(quietTimer);
  };
  const signedOut = () => {
    finish();
    setLine('signed-out');
  };
  const gone = () => {
    finish();
    client.setQueryData<LiveState>(key, (known) => (known ? applyLiveChange(known, { kind: 'gone' }) : known));
    setLine('live');
  };
  const broken = () => {
    quietTimer ??= setTimeout(() => setLine('reconnecting'), quietMs);
  };

  /** The browser gives up for good on an answer that is not a stream; what it was is asked for here. */
  const findOutWhy = async () => {
    const abort = new AbortController();
    try {
      const answer = await fetch(address(), { headers: { accept: 'text/event-stream' }, signal: abort.signal });
      abort.abort();
      if (answer.status === 401) return signedOut();
      if (answer.status === 404) return gone();
    } catch {
      // No answer at all: tried again below.
    }
    if (ended) return;
    failures += 1;
    retryTimer = setTimeout(connect, Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 5)));
  };

  const connect = () => {
    if (ended) return;
    source?.close();
    const opened = new EventSource(address());
    source = opened;
    opened.onopen = alive;
    opened.onerror = () => {
      if (ended || source !== opened) return;
      broken();
      if (opened.readyState === EventSource.CLOSED) void findOutWhy();
    };
    opened.addEventListener('snapshot', (message) => {
      const snapshot = JSON.parse(String(message.data)) as LiveSnapshot;
      client.setQueryData<LiveState>(key, (known) =>
        known?.complete && known.revision > snapshot.revision ? known : stateFromSnapshot(snapshot),
      );
    });
    opened.addEventListener('change', (message) => {
      const change = JSON.parse(String(message.data)) as LiveChange;
      client.setQueryData<LiveState>(key, (known) => (known ? applyLiveChange(known, change) : known));
    });
    opened.addEventListener('gone', gone);
    opened.addEventListener('signed-out', signedOut);
  };

  const onVisibility = () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now();
    else if (hiddenAt !== null && Date.now() - hiddenAt > staleHiddenMs) connect();
  };
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', connect);
  connect();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', connect);
    finish();
  };
}
