'use client';

import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { cva, type VariantProps } from 'class-variance-authority';
import Link from 'next/link';
import { cn } from './cn.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';

export const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors duration-100 select-none aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-accent-ink shadow-sm not-aria-disabled:hover:bg-accent-hover',
        secondary:
          'border-line-strong bg-surface text-ink shadow-xs not-aria-disabled:hover:bg-hover not-aria-disabled:active:bg-pressed',
        ghost:
          'border-transparent bg-transparent text-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink not-aria-disabled:active:bg-pressed',
        danger: 'border-transparent bg-danger text-danger-ink shadow-sm not-aria-disabled:hover:bg-danger-hover',
        'danger-quiet':
          'border-line-strong bg-surface text-failed shadow-xs not-aria-disabled:hover:border-failed-line not-aria-disabled:hover:bg-failed-soft',
        link: 'h-auto! border-transparent px-0! text-accent-text underline-offset-4 not-aria-disabled:hover:underline',
      },
      size: {
        sm: 'h-7 px-2 text-xs',
        md: 'h-8 px-3 text-sm',
        lg: 'h-10 px-4 text-base',
        icon: 'size-8 text-sm',
        'icon-sm': 'size-7 text-sm [&_svg]:size-3.5',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type Look = VariantProps<typeof buttonClass>;

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>, Look {
  children?: ReactNode;
  icon?: ReactNode;
  /** Shows a spinner and takes no clicks. */
  pending?: boolean;
  /** Disabled, and says why on hover and to screen readers. Null or empty: enabled. */
  disabledReason?: string | null;
  /** A word shown on hover; for buttons of an icon alone give `aria-label` too. */
  tooltip?: string;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { variant, size, icon, pending, disabledReason, disabled, tooltip, className, children, onClick, type, ref, ...rest } =
    props;
  const blocked = Boolean(disabled || pending || disabledReason);
  // aria-disabled instead of disabled: the button keeps its focus, and its reason can be reached.
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      ref={ref}
      type={type ?? 'button'}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      onClick={handleClick}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {pending ? <Spinner /> : icon}
      {children}
      {disabledReason ? <span className="sr-only">({disabledReason})</span> : null}
    </button>
  );
  return <Tooltip content={disabledReason || tooltip}>{button}</Tooltip>;
}

export interface ButtonLinkProps extends Look {
  href: string;
  children?: ReactNode;
  icon?: ReactNode;
  className?: string;
  disabledReason?: string | null;
  tooltip?: string;
  /** A file or another site: a plain anchor. */
  external?: boolean;
  download?: boolean | string;
  'aria-label'?: string;
}

export function ButtonLink(props: ButtonLinkProps) {
  const { href, variant, size, icon, className, disabledReason, tooltip, external, download, children } = props;
  if (disabledReason) {
    return (
      <Button
        variant={variant}
        size={size}
        icon={icon}
        className={className}
        disabledReason={disabledReason}
        aria-label={props['aria-label']}
      >
        {children}
      </Button>
    );
  }
  const classes = cn(buttonClass({ variant, size }), className);
  const content = (
    <>
      {icon}
      {children}
    </>
  );
  const link =
    external || download !== undefined ? (
      <a href={href} download={download} className={classes} aria-label={props['aria-label']}>
        {content}
      </a>
    ) : (
      <Link href={href} className={classes} aria-label={props['aria-label']}>
        {content}
      </Link>
    );
  return <Tooltip content={tooltip}>{link}</Tooltip>;
}
