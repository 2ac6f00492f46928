import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { quotaSpecs, type QuotaService, type QuotaUsage, type QuotaUsageRow } from '#lib/quotas/view.ts';

const services: readonly QuotaService[] = ['Compute', 'Network', 'Volumes', 'Load balancers'];

/** Used and allowed as bars, a card for each service; one that did not answer says so in its own card. */
export function QuotaCards({ usage }: { usage: QuotaUsage }) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {services.map((service) => {
        const failure = usage.failures.find((each) => each.service === service);
        const rows = usage.rows.filter((row) => quotaSpecs[row.key].service === service);
        return (
          <Card key={service} title={service}>
            {failure ? (
              <Alert kind="warning">{failure.sentence}</Alert>
            ) : rows.every((row) => row.limit === 0 && row.used === 0) ? (
              <p className="text-sm text-muted">None for this project.</p>
            ) : (
              <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
                {rows.map((row) => (
                  <li key={row.key}>
                    <QuotaBar row={row} />
                  </li>
                ))}
              </ul>
            )}
          </Card>
        );
      })}
    </div>
  );
}

function QuotaBar({ row }: { row: QuotaUsageRow }) {
  const { title, perUnit, unit } = quotaSpecs[row.key];
  const figure = (value: number) => Math.round((value / perUnit) * 10) / 10;
  if (row.key === 'serverGroupMembers') {
    return (
      <p className="flex items-baseline justify-between gap-3 text-xs">
        <span className="font-medium text-ink">{title}</span>
        <span className="shrink-0 tabular-nums text-muted">
          {row.limit === null ? 'unknown' : row.limit < 0 ? 'no limit' : `up to ${row.limit} each`}
        </span>
      </p>
    );
  }
  if (row.used !== null && row.limit === null) {
    return (
      <p className="flex items-baseline justify-between gap-3 text-xs">
        <span className="font-medium text-ink">{title}</span>
        <span className="tabular-nums text-muted">{figure(row.used)} used · limit not shown by the cloud</span>
      </p>
    );
  }
  return (
    <ProgressBar
      label={title}
      used={figure(row.used ?? 0)}
      limit={row.limit === null || row.limit < 0 ? null : figure(row.limit)}
      {...(unit && { unit })}
      unknown={row.used === null}
    />
  );
}
