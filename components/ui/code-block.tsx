'use client';

import { Download } from 'lucide-react';
import { cn } from './cn.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

export interface CodeBlockProps {
  code: string;
  /** Shown in the head; also the name of the downloaded file. */
  fileName?: string;
  download?: boolean;
  lineNumbers?: boolean;
  /** Longer ones scroll inside. */
  maxHeight?: string;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  label?: string;
  className?: string;
}

function save(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(address);
}

export function CodeBlock(props: CodeBlockProps) {
  const { code, fileName, download, lineNumbers, maxHeight = '28rem', wrap, label, className } = props;
  const lines = code.replace(/\n$/, '').split('\n');
  return (
    <div className={cn('group/code relative min-w-0 overflow-hidden rounded-lg border border-line bg-sunken', className)}>
      {fileName ? (
        <div className="flex h-9 items-center justify-between gap-2 border-b border-line pr-1 pl-3">
          <span className="truncate font-mono text-xs text-muted">{fileName}</span>
          <span className="flex shrink-0 items-center">
            {download ? (
              <Button
                variant="ghost"
                size="icon-sm"
                tooltip="Download"
                aria-label={`Download ${fileName}`}
                icon={<Download aria-hidden />}
                onClick={() => save(fileName, code)}
              />
            ) : null}
            <CopyButton text={code} what={fileName} />
          </span>
        </div>
      ) : (
        <CopyButton text={code} what={label ?? 'code'} className="absolute top-1 right-1 z-10 bg-sunken" />
      )}
      <div
        // Without a head the button stands beside the text, never over it.
        className={cn('overflow-auto', fileName ? null : 'mr-9')}
        style={{ maxHeight }}
        tabIndex={0}
        role="region"
        aria-label={label ?? fileName ?? 'Code'}
      >
        <pre className="flex p-3 font-mono text-xs leading-5">
          {lineNumbers ? (
            <span aria-hidden className="mr-4 shrink-0 text-right text-faint select-none">
              {lines.map((_, index) => `${index + 1}\n`).join('')}
            </span>
          ) : null}
          <code className={cn('min-w-0', wrap ? 'break-all whitespace-pre-wrap' : null)}>{lines.join('\n')}</code>
        </pre>
      </div>
    </div>
  );
}
