import { describe, expect, it } from 'vitest';
import { deriveValues } from './render-bundle.ts';
import type { DriverManifest } from './manifest.ts';
import type { DriverValues } from './values.ts';

const manifest = { access: 'kubeconfig', containerRuntimes: [], userDataFormat: 'cloud-config', apiPort: 6443 } as unknown as DriverManifest;
const nodeSeconds = (createTimeoutMin: number) => deriveValues({ createTimeoutMin } as DriverValues, manifest).nodeTimeoutSeconds;

describe('the time a node has to report', () => {
  it('ends before that of the stack, and leaves the network and the servers before it theirs', () => {
    expect([3, 4, 15, 60].map(nodeSeconds)).toEqual([90, 120, 780, 3240]);
  });

  it('is hours where the stack has no limit', () => {
    expect(nodeSeconds(0)).toBe(6 * 60 * 60);
  });
});
