import type { Metadata } from 'next';
import { InstallForm } from '#components/drivers/install-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requireAdminScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';

export const metadata: Metadata = { title: 'Install driver' };

const checks = [
  { where: 'Archive', what: 'Regular files and folders alone, no paths that lead out, no links or devices, UTF-8 text, at most 2 MiB packed and 8 MiB unpacked.' },
  { where: 'Driver', what: 'The checks of the portal’s own drivers: parameters and their fields, secrets, labels, references, the matrix, rendering.' },
  { where: 'Heat', what: 'The region’s Heat expands a small and a large sample cluster, nested templates included, as you; it makes nothing.' },
  { where: 'By its author', what: 'shellcheck, cloud-init’s and Ignition’s schemas and systemd’s checks run with the driver’s tests, not here: servers do not carry these tools.' },
];

export default async function InstallDriverPage() {
  await requireAdminScope();
  return (
    <>
      <PageHeader
        title="Install a driver"
        description="A folder with driver.yaml, templates and fragments, packed as .tar.gz. It is checked first; one with faults is refused, and they are all told."
        breadcrumbs={[{ label: 'Drivers', href: routes.drivers }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <InstallForm />
        <Card title="What is checked" flush>
          <dl className="divide-y divide-line text-sm">
            {checks.map(({ where, what }) => (
              <div key={where} className="px-4 py-3">
                <dt className="font-medium">{where}</dt>
                <dd className="mt-0.5 text-pretty text-muted">{what}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
      <p className="mt-4 max-w-3xl text-xs text-pretty text-muted">
        A version never changes once it is installed: a corrected driver is another version. What it takes of the folder common and does not bring along is copied from this portal and stays
        as it is now. From a folder on the portal&apos;s machine: <code className="font-mono">npm run driver -- install FOLDER</code>.
      </p>
    </>
  );
}
