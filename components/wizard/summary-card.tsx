import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

/** The summary at the right of a wizard: sections of rows. */
export function SummaryCard({ title, children, className }: { title: string; children: ReactNode; className?: string }) {
  return (
    <section className={cn('rounded-lg border border-line bg-surface shadow-xs', className)}>
      <h2 className="border-b border-line px-4 py-3 text-base font-semibold">{title}</h2>
      <div className="divide-y divide-line">{children}</div>
    </section>
  );
}

export function SummarySection({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div className="space-y-2 px-4 py-3">
      {title ? <h3 className="text-xs font-medium text-muted">{title}</h3> : null}
      {children}
    </div>
  );
}

/** A word at the left, its value at the right; a dash while nothing is chosen. */
export function SummaryRow({ label, children }: { label: ReactNode; children: ReactNode }) {
  const nothing = children === null || children === undefined || children === '';
  return (
    <div className="flex items-baseline justify-between gap-3 text-sm">
      <span className="shrink-0 text-muted">{label}</span>
      <span className="min-w-0 truncate text-right" title={typeof children === 'string' ? children : undefined}>
        {nothing ? <span className="text-faint">–</span> : children}
      </span>
    </div>
  );
}
