'use client';

import { useState } from 'react';
import { Download } from 'lucide-react';
import { certificateLifetimes } from '#lib/certificates/schema.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import type { CertificateWords } from './access-words.ts';
import { useDownload } from './use-download.ts';

export interface CertificateDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  clusterId: string;
  clusterName: string;
  words: CertificateWords;
  /** The portal's longest lifetime, in hours. */
  longestHours?: number;
}

const usualHours = 24;

/** A client certificate of one's own, for as long as one chooses. */
export function CertificateDialog({ open, onOpenChange, clusterId, clusterName, words, longestHours = 720 }: CertificateDialogProps) {
  const lifetimes = certificateLifetimes.filter((each) => each.hours <= longestHours);
  const [hours, setHours] = useState(Math.min(usualHours, longestHours));
  const { pending, error, fileName, download, reset } = useDownload();

  const changeOpen = (next: boolean) => {
    onOpenChange(next);
    if (!next) reset();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title={words.dialogTitle(clusterName)}
      description="A client certificate of your own, with full rights in the cluster. It cannot be taken back before it ends, and that you took it is written down."
      footer={
        <>
          <Button onClick={() => changeOpen(false)}>{fileName ? 'Done' : 'Cancel'}</Button>
          <Button variant="primary" icon={<Download aria-hidden />} pending={pending} onClick={() => void download(words.address(clusterId, hours))}>
            {fileName ? 'Download another' : words.download}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="Good for" group>
          <RadioCards
            columns={3}
            value={String(hours)}
            onValueChange={(value) => setHours(Number(value))}
            options={lifetimes.map((each) => ({ value: String(each.hours), title: each.label }))}
          />
        </Field>
        {error ? (
          <Alert kind="error" title={words.refused}>
            {error}
          </Alert>
        ) : null}
        {fileName ? <Alert kind="success" title={`${fileName} is in your downloads`} /> : null}
        <div>
          <p className="mb-1.5 text-sm text-muted">Then, in a terminal:</p>
          <CodeBlock label="Commands" code={words.commands(fileName ?? words.usualFile(clusterName))} />
        </div>
      </div>
    </Dialog>
  );
}
