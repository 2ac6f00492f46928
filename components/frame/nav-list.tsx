'use client';

import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '#components/ui/cn.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { adminNavItems, isCurrent, navItems, type NavItem } from './nav-items.ts';

interface NavListProps {
  admin: boolean;
  onNavigate?: () => void;
}

export function NavList({ admin, onNavigate }: NavListProps) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 px-2">
      <NavGroup items={navItems} onNavigate={onNavigate} />
      {admin ? (
        <div className="border-t border-line pt-3">
          <p className="mb-1 px-2 text-xs text-faint">Administration</p>
          <NavGroup items={adminNavItems} onNavigate={onNavigate} />
        </div>
      ) : null}
    </nav>
  );
}

function NavGroup({ items, onNavigate }: { items: readonly NavItem[]; onNavigate?: (() => void) | undefined }) {
  const pathname = usePathname();
  return (
    <ul className="space-y-0.5">
      {items.map((item) => {
        const current = isCurrent(item, pathname);
        return (
          <li key={item.href}>
            <Link
              href={item.href}
              onClick={onNavigate}
              aria-current={current ? 'page' : undefined}
              className={cn(
                'group relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors duration-75',
                current ? 'bg-accent-soft text-accent-text' : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              <item.Icon className="size-4 shrink-0" aria-hidden strokeWidth={current ? 2.25 : 2} />
              <span className="flex-1">{item.label}</span>
              <PendingMark />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** Pages wait for their data, so that a missing one answers 404; meanwhile the clicked link turns. */
function PendingMark() {
  const { pending } = useLinkStatus();
  return pending ? <Spinner className="size-3.5 animate-spin text-accent-text" /> : null;
}
