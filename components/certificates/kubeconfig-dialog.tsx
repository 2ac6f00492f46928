'use client';

import { useState } from 'react';
import { Download } from 'lucide-react';
import { kubeconfigLifetimes } from '#lib/certificates/schema.ts';
import { useSignInAgain } from '#components/frame/session.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { downloadKubeconfig } from './download-kubeconfig.ts';

export interface KubeconfigDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  clusterId: string;
  clusterName: string;
  /** The portal's longest lifetime, in hours. */
  longestHours?: number;
}

const usualHours = 24;

export function KubeconfigDialog({ open, onOpenChange, clusterId, clusterName, longestHours = 720 }: KubeconfigDialogProps) {
  const lifetimes = kubeconfigLifetimes.filter((each) => each.hours <= longestHours);
  const [hours, setHours] = useState(Math.min(usualHours, longestHours));
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [fileName, setFileName] = useState<string | null>(null);
  const signInAgain = useSignInAgain();

  const changeOpen = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    setError(null);
    setFileName(null);
  };

  const download = async () => {
    setPending(true);
    setError(null);
    let answer = await downloadKubeconfig(clusterId, hours);
    if (!answer.ok && answer.signedOut && (await signInAgain())) answer = await downloadKubeconfig(clusterId, hours);
    setPending(false);
    if (answer.ok) setFileName(answer.fileName);
    else setError(answer.sentence);
  };

  return (
    <Dialog
      open={open}
      onOpenChange={changeOpen}
      title={`Kubeconfig for ${clusterName}`}
      description="A client certificate of your own, with full rights in the cluster. It cannot be taken back before it ends, and that you took it is written down."
      footer={
        <>
          <Button onClick={() => changeOpen(false)}>{fileName ? 'Done' : 'Cancel'}</Button>
          <Button variant="primary" icon={<Download aria-hidden />} pending={pending} onClick={() => void download()}>
            {fileName ? 'Download another' : 'Download kubeconfig'}
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
          <Alert kind="error" title="No kubeconfig was made">
            {error}
          </Alert>
        ) : null}
        {fileName ? <Alert kind="success" title={`${fileName} is in your downloads`} /> : null}
        <div>
          <p className="mb-1.5 text-sm text-muted">Then, in a terminal:</p>
          <CodeBlock label="Commands" code={`export KUBECONFIG=~/Downloads/${fileName ?? `${clusterName}.kubeconfig`}\nkubectl get nodes`} />
        </div>
      </div>
    </Dialog>
  );
}
