import type { Metadata } from 'next';
import { Package, PackagePlus } from 'lucide-react';
import { DriverCards, DriverTable } from '#components/drivers/driver-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { listDriverOffers } from '#lib/driver-catalogue/list-driver-offers.ts';
import { can } from '#lib/auth/policy.ts';
import { requireScope } from '#lib/next/require-scope.ts';
import { routes } from '#lib/routes.ts';

export const metadata: Metadata = { title: 'Drivers' };

export default async function DriversPage() {
  const scope = await requireScope();
  const drivers = await listDriverOffers(scope);
  return (
    <>
      <PageHeader
        title="Drivers"
        description="What this portal can make clusters with. A driver is a folder of Heat templates and scripts; a cluster keeps the exact files it was made from."
        actions={
          can(scope, 'driver:install') ? (
            <ButtonLink href={routes.installDriver} variant="primary" icon={<PackagePlus aria-hidden />}>
              Install driver
            </ButtonLink>
          ) : null
        }
      />
      {drivers.length === 0 ? (
        <Card>
          <EmptyState
            icon={<Package aria-hidden />}
            title="No drivers are installed"
            description="Without one no cluster can be made. Ask the operator of this portal to add one."
          />
        </Card>
      ) : (
        <>
          <Card flush className="hidden md:block">
            <DriverTable drivers={drivers} />
          </Card>
          <div className="md:hidden">
            <DriverCards drivers={drivers} />
          </div>
        </>
      )}
    </>
  );
}
