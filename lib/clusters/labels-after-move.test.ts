import { describe, expect, it } from 'vitest';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import { labelsAfterMove } from './labels-after-move.ts';

const spec = (key: string, kind: LabelSpec['kind'], preset: string, more: Partial<LabelSpec> = {}): LabelSpec => ({ key, kind, title: key, help: '', default: preset, group: 'x', ...more });
const kubeTag = (preset: string, ...choices: string[]) => spec('kube_tag', 'version', preset, { choices: [preset, ...choices] });
const move = (specs: LabelSpec[], before: Record<string, string>, set: { template?: Record<string, string>; own?: Record<string, string> } = {}) =>
  labelsAfterMove(specs, { before, template: {}, own: {}, ...set });

describe('labels of a cluster under another version of its driver', () => {
  it('keeps what was a default, whatever the default is now: the nodes were made from it', () => {
    expect(move([kubeTag('v1.31.14', 'v1.20.2')], { kube_tag: 'v1.20.2' })).toEqual({ labels: { kube_tag: 'v1.20.2' }, changes: [], unfit: null });
  });

  it('lets what the user set win, the cluster over the template', () => {
    const specs = ['one', 'two', 'three'].map((key) => spec(key, 'string', 'default'));
    const before = { one: 'before', two: 'before', three: 'before' };
    expect(move(specs, before, { template: { one: 'template', two: 'template' }, own: { one: 'own' } })).toEqual({
      labels: { one: 'own', two: 'template', three: 'before' },
      changes: [{ key: 'one', from: 'before', to: 'own' }, { key: 'two', from: 'before', to: 'template' }],
      unfit: null,
    });
  });

  it('gives new labels the default of the version, drops those it does not know, and tells both', () => {
    const { labels, changes } = move([spec('kept', 'string', 'x'), spec('added', 'boolean', 'true')], { kept: '', gone: 'y' }, { own: { gone: 'y' } });
    expect(labels).toEqual({ kept: '', added: 'true' });
    expect(changes).toEqual([{ key: 'added', from: null, to: 'true' }, { key: 'gone', from: 'y', to: null }]);
  });

  it('says which kept value the version does not allow, and why', () => {
    const { unfit } = move([kubeTag('v1.31.14', 'v1.30.14')], { kube_tag: 'v1.20.2' });
    expect(unfit).toEqual({ key: 'kube_tag', value: 'v1.20.2', reason: 'Use one of v1.31.14, v1.30.14.' });
    expect(move([spec('count', 'integer', '3', { minimum: 3, maximum: 5 })], { count: '1' }).unfit).toMatchObject({ reason: 'Use a whole number from 3 to 5.' });
  });

  it('takes nothing for a label of the cluster that every object has', () => {
    expect(move([spec('constructor', 'string', 'x')], {}).labels).toEqual({ constructor: 'x' });
  });
});
