import { describe, expect, it } from 'vitest';
import type { ClusterView } from '#lib/clusters/view.ts';
import type { PhaseView } from '#lib/stacks/view.ts';
import { remainingMs, statusSentence } from './status-sentence.ts';

const base = {
  status: 'CREATE_IN_PROGRESS',
  needsContinue: false,
  statusReason: null,
  masterCount: 3,
  nodeCount: 1,
  stackId: 'stack',
  actionStartedAt: '2026-01-01T00:00:00.000Z',
  actionEndedAt: null,
} as ClusterView;

function phase(part: Partial<PhaseView>): PhaseView {
  return { id: 'x', title: 'X', state: 'waiting', startedAt: null, endedAt: null, done: 0, total: 1, usualMs: null, ...part };
}

const network = phase({ title: 'Network', state: 'done', usualMs: 20_000 });
const masters = phase({
  title: 'Masters ready',
  state: 'working',
  startedAt: '2026-01-01T00:01:00.000Z',
  done: 2,
  total: 3,
  usualMs: 180_000,
});
const minions = phase({ title: 'Minions ready', usualMs: 120_000 });
const oneMinuteIn = Date.parse('2026-01-01T00:02:00.000Z');

describe('statusSentence', () => {
  it('names the running phase, how far it is and the usual rest', () => {
    expect(statusSentence(base, [network, masters, minions], oneMinuteIn)).toBe(
      'Creating: masters ready, 2 of 3 done, usually 4 min more.',
    );
  });

  it('says nothing of the rest where no earlier cluster tells the usual time', () => {
    const unknown = { ...minions, usualMs: null };
    expect(statusSentence(base, [network, masters, unknown], oneMinuteIn)).toBe('Creating: masters ready, 2 of 3 done.');
  });

  it('says so when it takes longer than usual', () => {
    const late = Date.parse('2026-01-01T00:30:00.000Z');
    expect(statusSentence(base, [network, masters], late)).toBe('Creating: masters ready, 2 of 3 done, longer than usual.');
  });

  it('does not look at the clock when there is none, so that server and browser agree', () => {
    expect(statusSentence(base, [network, masters, minions], null)).toBe('Creating: masters ready, 2 of 3 done.');
  });

  it('counts nodes in words when ready', () => {
    const ready = { ...base, status: 'CREATE_COMPLETE', actionEndedAt: '2026-01-01T00:06:00.000Z' } as const;
    expect(statusSentence(ready, [], null)).toBe('Ready: 3 masters and 1 minion, made in 6 min.');
  });

  it('waits for the user when Heat has not been given the cluster', () => {
    expect(statusSentence({ ...base, needsContinue: true }, [], null)).toMatch(/^Waiting/);
  });
});

describe('remainingMs', () => {
  it('never counts a late phase as negative time for the ones after it', () => {
    const late = Date.parse('2026-01-01T01:00:00.000Z');
    expect(remainingMs([masters, minions], late)).toBe(120_000);
  });
});
