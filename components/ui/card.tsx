import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface CardProps {
  children: ReactNode;
  title?: ReactNode;
  description?: ReactNode;
  /** At the right end of the head. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** No padding: for tables and lists that reach the edge. */
  flush?: boolean;
  /** Level of the title; 2 by default. */
  level?: 2 | 3;
  className?: string;
  id?: string;
}

export function Card(props: CardProps) {
  const { children, title, description, actions, footer, flush, level = 2, className, id } = props;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className={cn('min-w-0 rounded-lg border border-line bg-surface shadow-xs', className)}>
      {title || actions ? (
        <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
          <div className="min-w-0">
            <Heading className="text-base font-semibold">{title}</Heading>
            {description ? <p className="text-xs text-muted">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cn('min-w-0', flush ? null : 'p-4')}>{children}</div>
      {footer ? <footer className="rounded-b-lg border-t border-line bg-sunken px-4 py-3 text-sm">{footer}</footer> : null}
    </section>
  );
}
