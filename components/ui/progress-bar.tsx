import { cn } from './cn.ts';

export interface ProgressBarProps {
  label: string;
  used: number;
  /** What this action would add on top. */
  added?: number;
  /** Null: no limit. */
  limit: number | null;
  unit?: string;
  /** Nobody could say how much is used: the bar is empty and says so. */
  unknown?: boolean;
  /** `line` is the bar alone, its words only for screen readers. */
  look?: 'full' | 'line';
  className?: string;
}

const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** Used · this · limit, as one bar. Turns to the failed colours when it does not fit. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, used, added = 0, limit, unit, unknown, look = 'full', className } = props;
  const total = used + added;
  const over = limit !== null && total > limit;
  const near = !over && limit !== null && limit > 0 && total / limit >= 0.9;
  const scale = limit === null ? null : Math.max(limit, total, 1);
  const percent = (value: number) => `${scale === null ? 0 : Math.min(100, (value / scale) * 100)}%`;
  const amount = (value: number) => `${format.format(value)}${unit ? ` ${unit}` : ''}`;
  const spoken = unknown
    ? 'usage unknown'
    : `${amount(used)} used${added ? `, ${amount(added)} for this` : ''}, ${limit === null ? 'no limit' : `limit ${amount(limit)}`}`;
  return (
    <div className={cn('min-w-0', className)}>
      {look === 'full' ? (
        <div className="mb-1 flex items-baseline justify-between gap-3 text-xs">
          <span className="truncate font-medium text-ink">{label}</span>
          <span className={cn('shrink-0 tabular-nums', over ? 'font-medium text-failed' : 'text-muted')}>
            {unknown ? 'unknown' : format.format(used)}
            {added && !unknown ? <span className={over ? undefined : 'text-accent-text'}> + {format.format(added)}</span> : null}
            {limit === null ? (unknown ? null : ' · no limit') : ` / ${amount(limit)}`}
          </span>
        </div>
      ) : null}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={limit ?? Math.max(total, 1)}
        aria-valuenow={limit === null ? total : Math.min(total, limit)}
        aria-valuetext={spoken}
        className="flex h-1.5 overflow-hidden rounded-full bg-pressed"
      >
        {unknown ? null : (
          <>
            <span className={cn('h-full', near ? 'bg-waiting' : over ? 'bg-failed' : 'bg-muted')} style={{ width: percent(used) }} />
            <span className={cn('h-full', over ? 'bg-failed' : 'bg-accent-text')} style={{ width: percent(added) }} />
          </>
        )}
      </div>
    </div>
  );
}
