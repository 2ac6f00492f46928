import type { StackResourceView } from './view.ts';

/** A resource that is complete, for tests: what matters to one is given. */
export function testResource(path: string, type: string, given: Partial<StackResourceView> = {}): StackResourceView {
  const parts = path.split('/');
  return {
    path,
    parentPath: parts.slice(0, -1).join('/'),
    name: parts.at(-1) ?? '',
    type,
    physicalResourceId: null,
    status: 'CREATE_COMPLETE',
    reason: null,
    requires: [],
    changedAt: '2026-01-01T00:00:00.000Z',
    revision: 1,
    removed: false,
    ...given,
  };
}
