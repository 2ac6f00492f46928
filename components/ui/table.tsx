import type { ReactNode, TableHTMLAttributes, TdHTMLAttributes, ThHTMLAttributes, HTMLAttributes } from 'react';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { cn } from './cn.ts';

export interface TableProps extends TableHTMLAttributes<HTMLTableElement> {
  /** Read by screen readers, not shown. */
  caption: string;
  containerClassName?: string;
}

/** A dense table: 40 px rows, the head stays in sight, wide ones scroll inside their box. */
export function Table({ caption, className, containerClassName, children, ...rest }: TableProps) {
  return (
    <div className={cn('relative w-full overflow-x-auto', containerClassName)} tabIndex={0} role="region" aria-label={caption}>
      <table {...rest} className={cn('w-full border-collapse text-sm', className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <thead className={cn('sticky top-0 z-10 bg-sunken', className)}>
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ children, className }: { children: ReactNode; className?: string }) {
  return <tbody className={cn('divide-y divide-line', className)}>{children}</tbody>;
}

export function TableRow({ className, ...rest }: HTMLAttributes<HTMLTableRowElement>) {
  return <tr {...rest} className={cn('group/row h-10 transition-colors duration-75 hover:bg-hover', className)} />;
}

export interface TableHeaderCellProps extends Omit<ThHTMLAttributes<HTMLTableCellElement>, 'children'> {
  children?: ReactNode;
  numeric?: boolean;
  /** Sorting by a link, so that the address holds it. `direction` null: not sorted by this column. */
  sort?: { href: string; direction: 'asc' | 'desc' | null };
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

export function TableHeaderCell({ children, numeric, sort, className, ...rest }: TableHeaderCellProps) {
  const Arrow = sort?.direction === 'asc' ? ArrowUp : sort?.direction === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sort?.direction ? ariaSort[sort.direction] : undefined}
      {...rest}
      className={cn(
        'h-9 border-b border-line px-4 text-left text-xs font-medium whitespace-nowrap text-muted',
        numeric ? 'text-right' : null,
        className,
      )}
    >
      {sort ? (
        <Link
          href={sort.href}
          scroll={false}
          className={cn('inline-flex items-center gap-1 rounded-xs hover:text-ink', sort.direction ? 'text-ink' : null)}
        >
          {children}
          <Arrow className={cn('size-3', sort.direction ? null : 'opacity-50')} aria-hidden />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

export interface TableCellProps extends TdHTMLAttributes<HTMLTableCellElement> {
  numeric?: boolean;
}

export function TableCell({ numeric, className, ...rest }: TableCellProps) {
  return <td {...rest} className={cn('px-4 py-2 align-middle', numeric ? 'text-right tabular-nums' : null, className)} />;
}
