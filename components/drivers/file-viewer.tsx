'use client';

import { useState } from 'react';
import { FileCode, FileText } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Select } from '#components/ui/select.tsx';

export interface ViewedFile {
  path: string;
  text: string;
}

/** The files of a driver, to read. A list beside the text; on narrow screens a choice above it. */
export function FileViewer({ files }: { files: readonly ViewedFile[] }) {
  const [path, setPath] = useState(files[0]?.path ?? '');
  const file = files.find((each) => each.path === path) ?? files[0];
  if (!file) return null;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <nav aria-label="Files" className="hidden rounded-lg border border-line bg-surface p-1.5 shadow-xs lg:block">
        <ul>
          {files.map((each) => {
            const Icon = each.path.endsWith('.sh') || each.path.endsWith('.yaml') ? FileCode : FileText;
            const current = each.path === file.path;
            return (
              <li key={each.path}>
                <button
                  type="button"
                  aria-current={current || undefined}
                  onClick={() => setPath(each.path)}
                  className={cn(
                    'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left font-mono text-xs hover:bg-hover',
                    current ? 'bg-pressed text-ink' : 'text-muted',
                  )}
                >
                  <Icon className="size-3.5 shrink-0" aria-hidden />
                  <span className="min-w-0 break-all">{each.path}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
      <Select
        aria-label="File"
        className="lg:hidden"
        value={file.path}
        onChange={(event) => setPath(event.target.value)}
        options={files.map((each) => ({ value: each.path, label: each.path }))}
      />
      <CodeBlock key={file.path} code={file.text} fileName={file.path.split('/').at(-1) ?? file.path} label={file.path} download lineNumbers maxHeight="70vh" />
    </div>
  );
}
