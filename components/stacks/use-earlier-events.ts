'use client';

import { useMemo, useState } from 'react';
import { useAction } from '#components/frame/use-action.ts';
import type { StackEventView } from '#lib/stacks/view.ts';
import type { ClusterActions } from './cluster-actions.ts';

/** As many as the page begins with: fewer means that there are no earlier ones. */
const firstLoad = 3_000;

/** The live events with older ones before them, fetched when the reader asks. */
export function useEarlierEvents(
  live: readonly StackEventView[],
  clusterId: string,
  readEarlierEvents: ClusterActions['readEarlierEvents'],
) {
  const [earlier, setEarlier] = useState<readonly StackEventView[]>([]);
  const [exhausted, setExhausted] = useState(false);
  const { run, pending } = useAction(readEarlierEvents);
  const events = useMemo(() => {
    if (earlier.length === 0) return live;
    const first = live[0]?.seq ?? Infinity;
    return [...earlier.filter((event) => event.seq < first), ...live];
  }, [earlier, live]);

  const load = () => {
    const beforeSeq = events[0]?.seq;
    if (beforeSeq === undefined) return;
    void run({ clusterId, beforeSeq }).then((result) => {
      if (!result.ok) return;
      setEarlier((known) => [...result.value, ...known]);
      if (result.value.length < firstLoad) setExhausted(true);
    });
  };
  return { events, load: live.length >= firstLoad && !exhausted ? load : null, loading: pending };
}
