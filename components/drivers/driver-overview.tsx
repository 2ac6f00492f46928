import { CircleCheck, CircleDashed } from 'lucide-react';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValueList } from '#components/ui/key-value-list.tsx';
import { coeWord, imageWord, serverTypeWord, statusLook } from './driver-words.ts';

export function DriverOverview({ manifest }: { manifest: DriverManifest }) {
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
            { label: 'Network drivers', value: manifest.networkDrivers.join(', ') },
            { label: 'Volume drivers', value: manifest.volumeDrivers.join(', ') },
            { label: 'API port', value: manifest.apiPort },
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
    </div>
  );
}
