import { ChevronLeft, ChevronRight } from 'lucide-react';
import { ButtonLink } from './button.tsx';

export interface PaginationLinksProps {
  /** Null at the first page. */
  previousHref: string | null;
  /** Null at the last page. */
  nextHref: string | null;
  /** e.g. "1–50 of 1,000 clusters" */
  summary?: string;
}

export function PaginationLinks({ previousHref, nextHref, summary }: PaginationLinksProps) {
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav aria-label="Pages" className="flex min-h-8 items-center justify-between gap-4 text-sm text-muted">
      <span>{summary}</span>
      {previousHref || nextHref ? (
        <span className="flex items-center gap-2">
          <ButtonLink
            href={previousHref ?? '#'}
            size="sm"
            icon={<ChevronLeft aria-hidden />}
            disabledReason={previousHref ? null : 'This is the first page.'}
          >
            Previous
          </ButtonLink>
          <ButtonLink href={nextHref ?? '#'} size="sm" disabledReason={nextHref ? null : 'This is the last page.'}>
            Next
            <ChevronRight aria-hidden />
          </ButtonLink>
        </span>
      ) : null}
    </nav>
  );
}
