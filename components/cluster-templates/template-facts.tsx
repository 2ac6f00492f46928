import Link from 'next/link';
import { distroWord } from '#components/drivers/driver-words.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyText } from '#components/ui/copy-button.tsx';
import { KeyValueList, type KeyValue } from '#components/ui/key-value-list.tsx';
import type { ClusterTemplateView } from '#lib/cluster-templates/view.ts';
import type { LabelSpec } from '#lib/drivers/manifest.ts';
import { routes } from '#lib/routes.ts';
import { coeTitle, serverTypeTitle } from './coe-words.ts';

interface TemplateFactsProps {
  template: ClusterTemplateView;
  /** Names of the nodes' network and subnet; null when the cloud no longer says. */
  fixedNetworkName: string | null;
  fixedSubnetName: string | null;
  /** Null when the driver is no longer installed. */
  labelSpecs: readonly LabelSpec[] | null;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
const list = (values: readonly string[]): string | null => (values.length ? values.join(', ') : null);

/** Every field of a template, grouped as in the wizard. */
export function TemplateFacts({ template, fixedNetworkName, fixedSubnetName, labelSpecs }: TemplateFactsProps) {
  const groups: { title: string; items: KeyValue[] }[] = [
    {
      title: 'Image and driver',
      items: [
        { label: 'Orchestrator', value: coeTitle(template.coe) },
        { label: 'Servers', value: serverTypeTitle(template.serverType) },
        { label: 'Image', value: <Named name={template.imageName} id={template.imageId} what="image id" /> },
        { label: 'Distribution', value: distroWord(template.clusterDistro) },
        {
          label: 'Driver',
          value: labelSpecs ? (
            <Link href={routes.driver(template.driverName, template.driverVersion)} className="rounded-xs text-accent-text hover:underline">
              {template.driverName} {template.driverVersion}
            </Link>
          ) : (
            <>
              {template.driverName} {template.driverVersion} <Badge tone="failed">not installed</Badge>
            </>
          ),
        },
      ],
    },
    {
      title: 'Nodes',
      items: [
        { label: 'Flavor of masters', value: template.masterFlavorName },
        { label: 'Flavor of minions', value: template.flavorName },
        { label: 'Keypair', value: template.keypairId ?? 'chosen with the cluster' },
        { label: 'Docker volume', value: template.dockerVolumeSizeGib === null ? 'none, on the root disk' : `${template.dockerVolumeSizeGib} GiB` },
        { label: 'Docker storage driver', value: template.dockerStorageDriver ?? "the driver's own choice" },
        { label: 'Volume driver', value: template.volumeDriver ?? 'none' },
      ],
    },
    {
      title: 'Network',
      items: [
        { label: 'External network', value: <Named name={template.externalNetworkName} id={template.externalNetworkId} what="network id" /> },
        {
          label: 'Network of the nodes',
          value: template.fixedNetworkId ? <Named name={fixedNetworkName} id={template.fixedNetworkId} what="network id" /> : 'a new one for each cluster',
        },
        {
          label: 'Subnet',
          value: template.fixedSubnetId ? <Named name={fixedSubnetName} id={template.fixedSubnetId} what="subnet id" /> : 'a new one for each cluster',
        },
        { label: 'Network driver', value: template.networkDriver },
        { label: 'Floating IPs', value: yesNo(template.floatingIpEnabled) },
        { label: 'Load balancer for the masters', value: yesNo(template.masterLbEnabled) },
        { label: 'DNS name servers', value: list(template.dnsNameservers) ?? 'those of the cloud' },
        { label: 'TLS', value: template.tlsDisabled ? <Badge tone="failed">off</Badge> : 'yes' },
        { label: 'API port', value: template.apiserverPort ?? "the driver's own" },
      ],
    },
    {
      title: 'Surroundings',
      items: [
        { label: 'HTTP proxy', value: template.httpProxy },
        { label: 'HTTPS proxy', value: template.httpsProxy },
        { label: 'Not through the proxy', value: template.noProxy?.replaceAll(',', ', ') },
        { label: 'NTP servers', value: list(template.ntpServers) ?? 'those of the image' },
        { label: 'Container images from', value: template.containerInfraPrefix },
        { label: 'Insecure registry', value: template.insecureRegistry },
        { label: 'Registry in the cluster', value: yesNo(template.registryEnabled) },
        {
          label: 'Extra root CA',
          value: template.rootCaPem ? <CodeBlock code={template.rootCaPem} fileName="root-ca.pem" download maxHeight="10rem" /> : null,
        },
      ],
    },
  ];
  return (
    <div className="space-y-4">
      {groups.map(({ title, items }) => (
        <Card key={title} title={title}>
          <KeyValueList items={items} className="-my-2" />
        </Card>
      ))}
      <Card title="Labels" description="What is not listed follows the default of the driver.">
        <LabelList labels={template.labels} specs={labelSpecs ?? []} />
      </Card>
    </div>
  );
}

function Named({ name, id, what }: { name: string | null; id: string; what: string }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {name}
      <span className="-my-1 text-muted">
        <CopyText text={id} what={what} short={name !== null} />
      </span>
    </span>
  );
}

function LabelList({ labels, specs }: { labels: Readonly<Record<string, string>>; specs: readonly LabelSpec[] }) {
  const entries = Object.entries(labels);
  if (entries.length === 0) return <p className="text-sm text-muted">This template sets no labels.</p>;
  return (
    <KeyValueList
      className="-my-2"
      items={entries.map(([key, value]) => {
        const spec = specs.find((each) => each.key === key);
        return {
          label: (
            <>
              {spec?.title ?? key}
              {spec ? <code className="block font-mono text-xs text-faint">{key}</code> : null}
            </>
          ),
          value: (
            <>
              <code className="font-mono text-xs break-all">{value || '(empty)'}</code>
              {spec && value !== spec.default ? <span className="ml-2 text-xs text-faint">default {spec.default || 'empty'}</span> : null}
              {spec || specs.length === 0 ? null : (
                <Badge tone="waiting" className="ml-2">
                  not read by this driver
                </Badge>
              )}
            </>
          ),
        };
      })}
    />
  );
}
