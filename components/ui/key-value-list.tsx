import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface KeyValue {
  label: ReactNode;
  /** Null and undefined show a dash. */
  value: ReactNode;
}

export interface KeyValueListProps {
  items: readonly KeyValue[];
  /** `rows`: label left, value right of it; `grid`: label above value, several beside each other. */
  look?: 'rows' | 'grid';
  className?: string;
}

function isNothing(value: ReactNode): boolean {
  return value === null || value === undefined || value === '';
}

export function KeyValueList({ items, look = 'rows', className }: KeyValueListProps) {
  const grid = look === 'grid';
  return (
    <dl
      className={cn(
        'min-w-0 text-sm',
        grid ? 'grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-4' : 'divide-y divide-line',
        className,
      )}
    >
      {items.map((item, index) => (
        <div
          key={typeof item.label === 'string' ? item.label : index}
          className={cn('min-w-0', grid ? null : 'flex min-h-9 flex-col gap-x-4 py-2 sm:flex-row')}
        >
          <dt className={cn('text-muted', grid ? 'text-xs' : 'shrink-0 sm:w-52')}>{item.label}</dt>
          <dd className={cn('min-w-0 break-words', grid ? 'mt-1' : 'flex-1')}>
            {isNothing(item.value) ? <span className="text-faint">–</span> : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
