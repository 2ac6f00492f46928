import 'server-only';
import type { Prisma, Transaction } from '#lib/db/client.ts';
import type { RenderedBundle } from '#lib/drivers/values.ts';

/** Kept by digest: clusters of the same driver share one. */
export async function saveBundle(tx: Transaction, bundle: RenderedBundle): Promise<void> {
  await tx.bundle.createMany({
    data: [
      {
        sha256: bundle.sha256,
        driverName: bundle.driverName,
        driverVersion: bundle.driverVersion,
        template: bundle.template,
        files: bundle.files as Prisma.InputJsonObject,
        environment: bundle.environment as Prisma.InputJsonObject,
      },
    ],
    skipDuplicates: true,
  });
}
