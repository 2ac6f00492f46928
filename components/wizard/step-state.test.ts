import { expect, it } from 'vitest';
import { withoutUserInfo } from './draft.ts';
import { errorPaths, firstStepWith, stepState } from './step-state.ts';

const steps = [{ fields: ['name'] }, { fields: ['labels', 'size'] }, { fields: [] }];

it('names every wrong field, however deep its error lies', () => {
  const errors = { name: { type: 'custom', message: 'x' }, labels: { kube_tag: { type: 'driver', message: 'y' } }, root: undefined };
  expect(errorPaths(errors)).toEqual(['name', 'labels.kube_tag']);
});

it('leads to the first step that holds a wrong field', () => {
  expect(firstStepWith(steps, ['labels.kube_tag', 'size'])).toBe(1);
  expect(firstStepWith(steps, ['size', 'name'])).toBe(0);
  expect(firstStepWith(steps, ['labelsOther'])).toBe(-1);
});

it('calls a step wrong before done, and the current one current', () => {
  const at = { current: 0, visited: new Set([0, 1]), wrongPaths: ['name', 'labels.a'] };
  expect(steps.map((step, index) => stepState(step, index, at))).toEqual(['current', 'wrong', 'todo']);
  expect(stepState(steps[1]!, 1, { ...at, wrongPaths: [] })).toBe('done');
});

it('keeps no user name or password of an address in a draft', () => {
  expect(withoutUserInfo('http://me:secret@proxy.example.org:3128')).toBe('http://proxy.example.org:3128');
  expect(withoutUserInfo('http://proxy.example.org/a@b')).toBe('http://proxy.example.org/a@b');
  expect(withoutUserInfo('half typed')).toBe('half typed');
});
