import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import type { DriverView } from '#lib/driver-catalogue/view.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { routes } from '#lib/routes.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { coeWord, imageWord, serverTypeWord, statusLook } from './driver-words.ts';
import { DriverStatus } from './driver-table.tsx';

const accessWord: Readonly<Record<DriverManifest['access'], string>> = {
  kubeconfig: 'A kubeconfig',
  docker: 'A bundle for the docker command',
  inventory: 'An inventory for Kubespray',
  none: 'The address alone',
};

export function DriverOverview({ manifest, versions }: { manifest: DriverManifest; versions: DriverView['versions'] }) {
  const { image, minFlavor, proven } = manifest;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title="What it makes">
        <KeyValueList
          className="-my-2"
          items={[
            { label: 'Cluster type', value: coeWord[manifest.coe] },
            { label: 'Status', value: `${statusLook[manifest.status].word}. ${statusLook[manifest.status].help}` },
            { label: 'Masters', value: manifest.masterCounts.join(', ') },
            { label: 'Container runtimes', value: manifest.containerRuntimes.join(', ') },
            { label: 'Network drivers', value: manifest.networkDrivers.join(', ') },
            { label: 'Volume drivers', value: manifest.volumeDrivers.join(', ') },
            { label: 'API port', value: manifest.apiPort },
            { label: 'Access', value: accessWord[manifest.access] },
            { label: 'Heat template version', value: manifest.heatTemplateVersion },
          ]}
        />
      </Card>
      <Card title="What it needs">
        <KeyValueList
          className="-my-2"
          items={[
            { label: 'Servers', value: manifest.serverTypes.map((type) => serverTypeWord[type]).join(', ') },
            { label: 'Image', value: imageWord(manifest) },
            {
              label: 'Image properties',
              value: <span className="font-mono text-xs">os_distro={image.osDistro}, os_version</span>,
            },
            { label: 'Set up by', value: manifest.userDataFormat === 'ignition' ? 'Ignition' : 'cloud-init' },
            { label: 'Image disk', value: image.minDiskGib ? `${image.minDiskGib} GiB or more` : null },
            { label: 'Flavor', value: `${minFlavor.vcpus} vCPU and ${minFlavor.ramMib / 1024} GiB of RAM or more` },
          ]}
        />
      </Card>
      <Card title="What is proven" description="Versions that have been booted, and those that have only been accepted by Heat." className="lg:col-span-2">
        <ul className="flex flex-wrap gap-2">
          {manifest.coeVersions.map((version) => {
            const booted = proven.booted.includes(version);
            return (
              <li key={version}>
                <Badge tone={booted ? 'ready' : 'neutral'} icon={booted ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />}>
                  {version} {booted ? 'booted' : 'not booted yet'}
                </Badge>
              </li>
            );
          })}
        </ul>
        <p className="mt-3 max-w-3xl text-sm text-pretty text-muted">{proven.notes}</p>
      </Card>
      {versions.length > 1 ? (
        <Card title="Versions of this driver" description="They stand side by side: a template names one, and a cluster keeps its own." className="lg:col-span-2" flush>
          <ul className="divide-y divide-line text-sm">
            {versions.map((each) => (
              <li key={each.version} className="flex min-h-10 items-center gap-3 px-4 py-2">
                {each.version === manifest.version ? (
                  <span className="font-medium tabular-nums" aria-current="page">
                    {each.version}
                  </span>
                ) : (
                  <Link href={routes.driver(manifest.name, each.version)} className="rounded-xs font-medium tabular-nums hover:underline">
                    {each.version}
                  </Link>
                )}
                <DriverStatus status={each.status} />
                {each.version === manifest.version ? <span className="text-xs text-muted">this one</span> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
