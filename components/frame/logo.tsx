import { cn } from '#components/ui/cn.ts';

/** A bottle whose label is a row of nodes. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn('size-7 shrink-0', className)} aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        fill="#fff"
        d="M13.75 4.5h4.5a.75.75 0 0 1 .75.75v1.5a.75.75 0 0 1-.5.7v3.3c0 2.5 5 3.4 5 8.1v6.9a1.75 1.75 0 0 1-1.75 1.75h-11.5a1.75 1.75 0 0 1-1.75-1.75v-6.9c0-4.7 5-5.6 5-8.1v-3.3a.75.75 0 0 1-.5-.7v-1.5a.75.75 0 0 1 .75-.75Z"
      />
      <path className="fill-accent" d="M8.5 18.25h15v5.5h-15z" />
      <g fill="#fff">
        <circle cx="12" cy="21" r="1.25" />
        <circle cx="16" cy="21" r="1.25" />
        <circle cx="20" cy="21" r="1.25" />
      </g>
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5', className)}>
      <LogoMark />
      <span className="text-lg font-semibold tracking-tight">Jeroboam</span>
    </span>
  );
}
