import { describe, expect, it } from 'vitest';
import { currentStep, lastStepOf, readBootSteps, titleOfStep, type BootSignal } from './boot-steps.ts';

const master = 'kube_masters/0/master_wait_handle';
const minion = 'kube_minions/4/minion_wait_handle';
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const signal = (path: string, second: number, text: string): BootSignal => ({ path, at: at(second), reason: `Signal: status:SUCCESS reason:${text}` });
const failure = '[2/3] configure-containerd: failed with code 1\n! The image mirror 172.24.0.1:5001 does not answer.\n+ curl https://172.24.0.1:5001/v2/\ncurl: (7) Failed to connect';

describe('readBootSteps', () => {
  it('makes a list of steps for each node, with the titles of its driver', () => {
    const boots = readBootSteps(
      [
        signal(master, 0, '[1/3] prepare-kernel: started'),
        signal(master, 2, '[1/3] prepare-kernel: done in 2 s, by the image\n[2/3] configure-containerd: started'),
        signal(minion, 1, '[1/2] prepare-kernel: started'),
      ],
      { 'configure-containerd': 'Container runtime' },
    );
    expect(boots.map(({ path, total }) => [path, total])).toEqual([
      ['kube_masters/0', 3],
      ['kube_minions/4', 2],
    ]);
    expect(boots[0]?.steps).toMatchObject([
      { number: 1, title: 'Prepare kernel', state: 'done', seconds: 2, note: 'by the image', startedAt: at(0) },
      { number: 2, title: 'Container runtime', state: 'started', seconds: null, note: null, startedAt: at(2) },
    ]);
    expect(boots[0] && currentStep(boots[0])?.title).toBe('Container runtime');
  });

  it('does not depend on the order of the signals, nor on every one of them', () => {
    const [boot] = readBootSteps([signal(master, 5, '[3/3] finish: started'), signal(master, 5, '[2/3] b: done in 3 s'), signal(master, 1, '[1/3] a: started')], {});
    expect(boot?.steps.map(({ number, state, seconds }) => [number, state, seconds])).toEqual([
      [1, 'done', null],
      [2, 'done', 3],
      [3, 'started', null],
    ]);
  });

  it('shows a failed step with its sentence, its log and how long it took', () => {
    const [boot] = readBootSteps([signal(master, 1, '[2/3] configure-containerd: started'), signal(master, 8, failure)], {});
    const step = boot && currentStep(boot);
    expect(step).toMatchObject({ number: 2, state: 'failed', seconds: 7, sentence: 'The image mirror 172.24.0.1:5001 does not answer.' });
    expect(step?.log).toMatch(/^! The image mirror[\s\S]*Failed to connect$/);
  });

  it("takes a failure's log from where it is whole: Heat cuts an event at 255 characters", () => {
    const long = `${failure}\n${'x'.repeat(400)}`;
    const whole: BootSignal = { path: 'kube_masters/0/master_wait_condition', at: at(9), reason: `WaitConditionFailure: resources.master_wait_condition: ${long}` };
    const cut = signal(master, 8, long.slice(0, 200));
    for (const signals of [[cut, whole], [whole, cut]]) {
      expect(readBootSteps(signals, {})[0]?.steps[0]?.log).toHaveLength(long.split('\n').slice(1).join('\n').length);
    }
  });

  it("does not take a step for begun because a failed one's log speaks of it", () => {
    const [boot] = readBootSteps([signal(master, 8, `${failure}\n[3/3] finish: started`)], {});
    expect(boot?.steps.map(({ number }) => number)).toEqual([2]);
  });

  it('knows nothing of nodes whose signals tell of no steps', () => {
    expect(readBootSteps([signal(master, 1, 'up'), { path: master, at: at(1), reason: null }], {})).toEqual([]);
  });
});

describe('lastStepOf', () => {
  it('prefers the one that failed', () => {
    expect(lastStepOf('WaitConditionTimeout: 1 of 2 received - [3/9] a: done in 1 s\n[4/9] b: started')).toEqual({ number: 4, total: 9, name: 'b' });
    expect(lastStepOf('[3/9] a: failed with code 2\n[4/9] b: started')).toEqual({ number: 3, total: 9, name: 'a' });
    expect(lastStepOf('state changed')).toBeNull();
  });
});

describe('titleOfStep', () => {
  it("is the driver's own, or the name as words", () => {
    expect(titleOfStep('join-cluster', { 'join-cluster': 'Join' })).toBe('Join');
    expect(titleOfStep('join-cluster', {})).toBe('Join cluster');
  });
});
