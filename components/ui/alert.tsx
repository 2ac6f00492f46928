import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { cn } from './cn.ts';
import { toneClass, type Tone } from './tone.ts';

type AlertKind = 'info' | 'success' | 'warning' | 'error';

export interface AlertProps {
  kind?: AlertKind;
  title?: ReactNode;
  children?: ReactNode;
  /** A button or link at the end. */
  action?: ReactNode;
  /** OpenStack's request id or a log reference, shown small. */
  reference?: string | null | undefined;
  className?: string;
}

const looks: Readonly<Record<AlertKind, { tone: Tone; Icon: typeof Info }>> = {
  info: { tone: 'working', Icon: Info },
  success: { tone: 'ready', Icon: CircleCheck },
  warning: { tone: 'waiting', Icon: TriangleAlert },
  error: { tone: 'failed', Icon: CircleAlert },
};

export function Alert({ kind = 'info', title, children, action, reference, className }: AlertProps) {
  const { tone, Icon } = looks[kind];
  return (
    <div
      role={kind === 'error' ? 'alert' : 'status'}
      className={cn(
        'flex min-w-0 items-start gap-3 rounded-lg border border-(--tone-line) bg-(--tone-soft) px-3.5 py-3 text-sm',
        toneClass[tone],
        className,
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0 text-(--tone)" aria-hidden />
      <div className="min-w-0 flex-1 break-words">
        {title ? <p className="font-medium text-ink">{title}</p> : null}
        {children ? <div className={cn(title ? 'mt-0.5 text-muted' : 'text-ink')}>{children}</div> : null}
        {reference ? <p className="mt-1 font-mono text-xs text-muted">Reference {reference}</p> : null}
        {action ? <div className="mt-2.5 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
