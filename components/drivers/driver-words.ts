import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { Tone } from '#components/ui/tone.ts';

export const statusLook: Readonly<Record<DriverManifest['status'], { word: string; tone: Tone; help: string }>> = {
  beta: { word: 'Beta', tone: 'waiting', help: 'Complete, but not proven in use.' },
  released: { word: 'Released', tone: 'ready', help: 'Proven; its files no longer change.' },
  deprecated: { word: 'Deprecated', tone: 'degraded', help: 'Works, but choose another for new clusters.' },
  retired: { word: 'Retired', tone: 'gone', help: 'Keeps existing clusters, makes no new ones.' },
};

export const coeWord: Readonly<Record<DriverManifest['coe'], string>> = {
  kubernetes: 'Kubernetes',
  'swarm-mode': 'Docker Swarm',
  mesos: 'Mesos',
  dcos: 'DC/OS',
};

export const serverTypeWord = { vm: 'Virtual machines', bm: 'Bare metal' } as const;

const casedWords: Readonly<Record<string, string>> = { coreos: 'CoreOS', centos: 'CentOS' };

/** `debian` is Glance's `os_distro`; people write Debian. */
export function distroWord(distro: string): string {
  return distro
    .split('-')
    .map((part) => casedWords[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

export function imageWord({ image }: DriverManifest): string {
  const { from, to } = image.osVersion ?? {};
  const versions = from && to && from !== to ? ` ${from} to ${to}` : from ? (to ? ` ${from}` : ` ${from} or newer`) : to ? ` up to ${to}` : '';
  return `${distroWord(image.osDistro)}${versions}`;
}

/** `From v1.20.2 to v1.30.14` says more in a table than a list. */
export function versionsWord({ coeVersions }: DriverManifest): string {
  // In a manifest the version that is taken by default stands first.
  const sorted = coeVersions.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const newest = sorted.at(-1) ?? '';
  const oldest = sorted[0] ?? '';
  return newest === oldest ? newest : `${oldest} – ${newest}`;
}

export function provenWord({ proven, coeVersions }: DriverManifest): string {
  if (proven.booted.length === 0) return 'Not booted yet';
  return proven.booted.length === coeVersions.length ? 'Every version booted' : `${proven.booted.join(', ')} booted`;
}
