'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { useAction } from '#components/frame/use-action.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { ConfirmByNameDialog } from '#components/ui/confirm-by-name-dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { MoveClusterInput, PreviewMoveInput } from '#lib/clusters/schema.ts';
import type { MovePreview, MoveStart } from '#lib/clusters/view.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { MovePreviewDetails } from './move-preview-details.tsx';

interface MoveClusterProps {
  start: MoveStart;
  previewMove: (input: PreviewMoveInput) => Promise<ActionResult<MovePreview>>;
  moveCluster: (input: MoveClusterInput) => Promise<ActionResult<{ clusterId: string; name: string }>>;
}

/** Version → what Heat would do → done. Nothing is done that was not looked at. */
export function MoveCluster({ start, previewMove, moveCluster }: MoveClusterProps) {
  const { cluster, versions, refusal } = start;
  const router = useRouter();
  const [version, setVersion] = useState(versions.find((each) => each.refusal === null)?.version ?? '');
  const [preview, setPreview] = useState<MovePreview | null>(null);
  const [confirming, setConfirming] = useState(false);
  const looking = useAction(previewMove);
  const moving = useAction(moveCluster);

  const look = async () => {
    setPreview(null);
    const result = await looking.run({ clusterId: cluster.id, version });
    if (result.ok) setPreview(result.value);
  };
  const move = async () => {
    if (!preview) return;
    const result = await moving.run({ clusterId: cluster.id, version: preview.to, bundleSha256: preview.bundleSha256 });
    if (result.ok) router.push(routes.cluster(cluster.id));
  };

  if (versions.length === 0) {
    return (
      <Alert kind="info" title="There is no other version" action={<ButtonLink href={routes.drivers}>Drivers</ButtonLink>}>
        {cluster.driverTitle} {cluster.version} is the only version of this driver in the portal.
      </Alert>
    );
  }
  const loses = preview !== null && preview.replacedServers + preview.deletedServers > 0;
  return (
    <div className="space-y-4">
      {refusal ? <Alert kind="warning">{refusal}</Alert> : null}
      <Card>
        <div className="flex flex-wrap items-end gap-3">
          <Field label="Version" className="w-full sm:w-72">
            <Select
              value={version}
              onChange={(event) => {
                setVersion(event.target.value);
                setPreview(null);
                looking.reset();
              }}
              options={versions.map((each) => ({
                value: each.version,
                label: each.refusal ? `${each.version}: ${each.refusal.toLowerCase()}` : `${each.version} (${each.status})`,
                disabled: each.refusal !== null,
              }))}
            />
          </Field>
          <Button variant={preview ? 'secondary' : 'primary'} pending={looking.pending} disabledReason={refusal ?? (version ? null : 'Every other version is retired.')} onClick={() => void look()}>
            {looking.pending ? 'Asking Heat' : 'See what would change'}
          </Button>
        </div>
      </Card>
      <div aria-live="polite" className="space-y-4">
        {looking.error ? (
          <Alert kind="error" reference={looking.failure?.reference}>
            {looking.error}
          </Alert>
        ) : null}
        {preview ? (
          <>
            <MovePreviewDetails preview={preview} />
            <div className="flex flex-wrap justify-end gap-2">
              <ButtonLink href={routes.cluster(cluster.id)}>Leave it as it is</ButtonLink>
              <Button variant={loses ? 'danger' : 'primary'} pending={moving.pending} onClick={() => (loses ? setConfirming(true) : void move())}>
                Move to {preview.to}
              </Button>
            </div>
            {moving.error && !confirming ? (
              <Alert kind="error" reference={moving.failure?.reference}>
                {moving.error}
              </Alert>
            ) : null}
          </>
        ) : null}
      </div>
      <ConfirmByNameDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Move ${cluster.name} and replace servers?`}
        name={cluster.name}
        confirmLabel={`Move to ${preview?.to ?? ''}`}
        pending={moving.pending}
        error={moving.error}
        onConfirm={() => void move()}
      >
        What is on the servers that go is lost: of masters the state of the cluster itself, of minions what their containers keep there.
      </ConfirmByNameDialog>
    </div>
  );
}
