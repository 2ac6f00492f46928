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
  const folders = [...new Set(files.map(folderOf))];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <nav aria-label="Files" className="hidden rounded-lg border border-line bg-surface p-1.5 shadow-xs lg:block">
        {folders.map((folder) => (
          <div key={folder} className="pb-1">
            {folder === '' ? null : <p className="px-2 pt-2 pb-1 text-xs text-muted">{folder}</p>}
            <ul>
              {files
                .filter((each) => folderOf(each) === folder)
                .map((each) => (
                  <li key={each.path}>
                    <FileButton name={nameOf(each)} current={each.path === file.path} onClick={() => setPath(each.path)} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <Select
        aria-label="File"
        className="lg:hidden"
        value={file.path}
        onChange={(event) => setPath(event.target.value)}
        options={files.map((each) => ({ value: each.path, label: each.path }))}
      />
      <CodeBlock key={file.path} code={file.text} fileName={nameOf(file)} label={file.path} download lineNumbers maxHeight="70vh" />
    </div>
  );
}

function FileButton({ name, current, onClick }: { name: string; current: boolean; onClick: () => void }) {
  const Icon = /[.](sh|ya?ml)$/.test(name) ? FileCode : FileText;
  return (
    <button
      type="button"
      aria-current={current || undefined}
      onClick={onClick}
      className={cn(
        'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left font-mono text-xs hover:bg-hover',
        current ? 'bg-pressed text-ink' : 'text-muted',
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 break-all">{name}</span>
    </button>
  );
}

function folderOf(file: ViewedFile): string {
  return file.path.split('/').slice(0, -1).join('/');
}

function nameOf(file: ViewedFile): string {
  return file.path.split('/').at(-1) ?? file.path;
}
