import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { toneClass, type Tone } from './tone.ts';

export interface BadgeProps {
  children: ReactNode;
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  className?: string;
}

export function Badge({ children, tone = 'neutral', icon, title, className }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-sm border border-(--tone-line) bg-(--tone-soft) px-1.5 text-xs font-medium whitespace-nowrap text-(--tone) [&_svg]:size-3 [&_svg]:shrink-0',
        toneClass[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
