'use client';

import { useRef, useState, type DragEvent } from 'react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { FileArchive, Upload } from 'lucide-react';
import { useSignInAgain } from '#components/frame/session.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import type { InstallAnswer } from '#lib/driver-catalogue/view.ts';
import { routes } from '#lib/routes.ts';
import { sendArchive } from './send-archive.ts';

/** One archive, by choice or dropped; afterwards the version that is there, or all that is wrong with it. */
export function InstallForm() {
  const router = useRouter();
  const signInAgain = useSignInAgain();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [over, setOver] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [answer, setAnswer] = useState<InstallAnswer | null>(null);

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setFailure(null);
    setAnswer(null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  };
  const send = async () => {
    if (!file) return;
    setPending(true);
    setFailure(null);
    setAnswer(null);
    let sent = await sendArchive(file);
    if (sent.kind === 'failure' && sent.signedOut && (await signInAgain())) sent = await sendArchive(file);
    setPending(false);
    if (sent.kind === 'failure') setFailure(sent.sentence);
    else {
      setAnswer(sent.answer);
      if ('installed' in sent.answer) router.refresh();
    }
  };

  return (
    <div className="space-y-4">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-10 text-center transition-colors',
          over ? 'border-accent-text bg-accent-soft' : 'border-line-strong bg-sunken',
        )}
      >
        <FileArchive className="size-8 text-faint" aria-hidden />
        {file ? (
          <p className="max-w-full text-sm">
            <span className="font-mono break-all">{file.name}</span> <span className="text-muted">{Math.max(1, Math.round(file.size / 1024))} KiB</span>
          </p>
        ) : (
          <p className="text-sm text-muted">Drop a .tar.gz here, or choose one.</p>
        )}
        <input
          ref={input}
          type="file"
          accept=".gz,.tgz,application/gzip"
          aria-label="Archive of the driver"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // The same file, corrected, may be chosen again.
            event.target.value = '';
          }}
        />
        <div className="flex flex-wrap justify-center gap-2">
          <Button onClick={() => input.current?.click()}>{file ? 'Choose another' : 'Choose archive'}</Button>
          <Button variant="primary" icon={<Upload aria-hidden />} pending={pending} disabledReason={file ? null : 'Choose an archive first.'} onClick={() => void send()}>
            {pending ? 'Checking' : 'Check and install'}
          </Button>
        </div>
      </div>
      <div aria-live="polite" className="space-y-4">
        {failure ? <Alert kind="error">{failure}</Alert> : null}
        {answer && 'faults' in answer ? <Faults faults={answer.faults} /> : null}
        {answer && 'installed' in answer ? (
          <Alert
            kind="success"
            title={`${answer.installed.title} ${answer.installed.version} is installed`}
            action={
              <Link href={routes.driver(answer.installed.name, answer.installed.version)} className="font-medium underline underline-offset-4">
                Open it
              </Link>
            }
          >
            Every replica of the portal offers it now. Clusters that run keep what they were made from.
          </Alert>
        ) : null}
      </div>
    </div>
  );
}

function Faults({ faults }: { faults: readonly string[] }) {
  return (
    <Alert kind="error" title={faults.length === 1 ? 'Nothing was installed: one thing is wrong' : `Nothing was installed: ${faults.length} things are wrong`}>
      <ul className="mt-1 list-disc space-y-1 pl-4 break-words">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Alert>
  );
}
