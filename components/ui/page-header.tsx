import type { ReactNode } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';

export interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: a StateBadge. */
  badge?: ReactNode;
  description?: ReactNode;
  /** The way here, without this page. */
  breadcrumbs?: readonly { label: string; href: string }[];
  /** Buttons at the right, the main one last. */
  actions?: ReactNode;
  /** A line under the description. */
  children?: ReactNode;
}

export function PageHeader({ title, badge, description, breadcrumbs, actions, children }: PageHeaderProps) {
  // One step up reads as the way back; several as a path.
  const alone = breadcrumbs?.length === 1;
  return (
    <header className="mb-5">
      {breadcrumbs?.length ? (
        <nav aria-label="Breadcrumb" className="mb-1.5">
          <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
            {breadcrumbs.map((crumb, index) => (
              <li key={crumb.href} className="flex items-center gap-1">
                {alone ? <ChevronLeft className="-ml-1 size-3.5 text-faint" aria-hidden /> : null}
                {index > 0 ? <ChevronRight className="size-3.5 text-faint" aria-hidden /> : null}
                <Link href={crumb.href} className="rounded-xs hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold tracking-tight break-words">{title}</h1>
            {badge}
          </div>
          {description ? <p className="mt-0.5 max-w-3xl text-sm text-pretty text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </header>
  );
}
