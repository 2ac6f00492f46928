import Link from 'next/link';
import { DriverStatus } from '#components/drivers/driver-table.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { TemplateWithDriver } from '#lib/clusters/read-template.ts';
import { routes } from '#lib/routes.ts';

/** Names that may be long. */
const wide = new Set(['Driver', 'Image']);

/** What the chosen template brings. */
export function TemplateCard({ chosen: { template, manifest } }: { chosen: TemplateWithDriver }) {
  const facts: [string, string][] = [
    ['Driver', `${manifest.title} ${manifest.version}`],
    ['Image', template.imageName],
    ['Masters', template.masterFlavorName],
    ['Minions', template.flavorName],
    ['External network', template.externalNetworkName],
    ['Network driver', template.networkDriver],
    ['API', template.masterLbEnabled ? 'behind a load balancer' : 'on the first master'],
    ['Floating IPs', template.floatingIpEnabled ? 'yes' : 'no'],
  ];
  return (
    <section aria-label={`Cluster template ${template.name}`} className="rounded-md border border-line bg-sunken px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{template.name}</h3>
        {manifest.status === 'released' ? null : <DriverStatus status={manifest.status} />}
        {template.public ? <Badge>public</Badge> : null}
        <Link href={routes.clusterTemplate(template.id)} data-keeps-draft="" target="_blank" className="ml-auto text-xs text-muted underline hover:text-ink">
          All its values
        </Link>
      </div>
      {manifest.status === 'deprecated' || manifest.status === 'retired' ? (
        <Alert kind="warning" className="mt-2">
          {manifest.status === 'retired'
            ? `Its driver, ${manifest.title} ${manifest.version}, is retired: it makes no new clusters. Choose another template.`
            : `Its driver, ${manifest.title} ${manifest.version}, is deprecated: it works, but choose another template for new clusters.`}
        </Alert>
      ) : null}
      {template.description ? <p className="mt-1 text-sm text-muted">{template.description}</p> : null}
      <dl className="mt-3 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        {facts.map(([label, value]) => (
          <div key={label} className={cn('flex items-baseline justify-between gap-3', wide.has(label) && 'sm:col-span-2')}>
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="min-w-0 truncate text-right" title={value}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
