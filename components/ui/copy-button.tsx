'use client';

import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { cn } from './cn.ts';
import { Button } from './button.tsx';

export interface CopyButtonProps {
  text: string;
  /** What is copied, for the button's name: "API address". */
  what?: string;
  /** Words beside the icon; without them the icon stands alone. */
  label?: string;
  className?: string;
}

export function CopyButton({ text, what, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_600);
  };
  return (
    <Button
      variant={label ? 'secondary' : 'ghost'}
      size={label ? 'sm' : 'icon-sm'}
      className={className}
      icon={copied ? <Check className="text-ready" aria-hidden /> : <Copy aria-hidden />}
      aria-label={label ? undefined : `Copy ${what ?? 'text'}`}
      tooltip={label ? undefined : copied ? 'Copied' : 'Copy'}
      onClick={() => void copy()}
    >
      {label ? (copied ? 'Copied' : label) : null}
      <span className="sr-only" aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}

export interface CopyTextProps {
  text: string;
  what?: string;
  /** Shows the last 8 characters of an id; all of it is copied. */
  short?: boolean;
  className?: string;
}

/** Text in the code font with a copy button after it. */
export function CopyText({ text, what, short, className }: CopyTextProps) {
  return (
    <span className={cn('inline-flex max-w-full min-w-0 items-center gap-0.5', className)}>
      <code className="truncate font-mono text-xs" title={text}>
        {short ? `…${text.slice(-8)}` : text}
      </code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
