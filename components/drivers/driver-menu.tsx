'use client';

import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { CloudCog, EllipsisVertical, Star, StarOff, Trash2 } from 'lucide-react';
import { useAction } from '#components/frame/use-action.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmByNameDialog } from '#components/ui/confirm-by-name-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DropdownMenu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import type { DriverRef, SetDriverDefaultInput, SetDriverStatusInput } from '#lib/driver-catalogue/schema.ts';
import type { DriverView } from '#lib/driver-catalogue/view.ts';
import type { DriverManifest } from '#lib/drivers/manifest.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { statusLook } from './driver-words.ts';

interface DriverMenuProps {
  manifest: Pick<DriverManifest, 'name' | 'version' | 'title' | 'status'>;
  preferred: DriverView['preferred'];
  doors: DriverView['doors'];
  setStatus: (input: SetDriverStatusInput) => Promise<ActionResult<DriverRef>>;
  setProjectDefault: (input: SetDriverDefaultInput) => Promise<ActionResult<SetDriverDefaultInput>>;
  setCloudDefault: (input: SetDriverDefaultInput) => Promise<ActionResult<SetDriverDefaultInput>>;
  remove: (input: DriverRef) => Promise<ActionResult<DriverRef>>;
}

const statuses = ['beta', 'released', 'deprecated', 'retired'] as const;

/** What may be done with a driver version, besides reading it. */
export function DriverMenu({ manifest, preferred, doors, ...actions }: DriverMenuProps) {
  const { name, version } = manifest;
  const router = useRouter();
  const [removing, setRemoving] = useState(false);
  const status = useAction(actions.setStatus);
  const projectDefault = useAction(actions.setProjectDefault);
  const cloudDefault = useAction(actions.setCloudDefault);
  const removal = useAction(actions.remove);
  const failed = [status, projectDefault, cloudDefault].find(({ error }) => error !== null);

  const afterwards = async (done: Promise<ActionResult<unknown>>) => {
    if ((await done).ok) router.refresh();
  };
  const retired = manifest.status === 'retired' ? 'It is retired: it makes no new clusters.' : null;
  const forProject = preferred.project === version;
  const forCloud = preferred.cloud === version;

  return (
    <>
      <DropdownMenu trigger={<Button size="icon" aria-label="More" icon={<EllipsisVertical aria-hidden />} />}>
        <MenuItem
          icon={forProject ? <StarOff aria-hidden /> : <Star aria-hidden />}
          disabledReason={doors.setDefault ?? (forProject ? null : retired)}
          onSelect={() => void afterwards(projectDefault.run({ name, version: forProject ? null : version }))}
        >
          {forProject ? 'No longer this project’s choice' : 'Offer first in this project'}
        </MenuItem>
        <MenuItem
          icon={<CloudCog aria-hidden />}
          disabledReason={doors.setCloudDefault ?? (forCloud ? null : retired)}
          onSelect={() => void afterwards(cloudDefault.run({ name, version: forCloud ? null : version }))}
        >
          {forCloud ? 'No longer the cloud’s choice' : 'Offer first in the whole cloud'}
        </MenuItem>
        {doors.setStatus === null ? (
          <>
            <MenuSeparator />
            <MenuLabel>State</MenuLabel>
            <MenuChoice
              value={manifest.status}
              onValueChange={(next) => {
                const chosen = statuses.find((each) => each === next);
                if (chosen) void afterwards(status.run({ name, version, status: chosen }));
              }}
              options={statuses.map((each) => ({ value: each, label: statusLook[each].word }))}
            />
          </>
        ) : null}
        {doors.install === null ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 aria-hidden />} danger disabledReason={doors.remove} onSelect={() => setRemoving(true)}>
              Remove
            </MenuItem>
          </>
        ) : null}
      </DropdownMenu>
      <ConfirmByNameDialog
        open={removing}
        onOpenChange={(open) => {
          setRemoving(open);
          removal.reset();
        }}
        title={`Remove ${manifest.title} ${version}?`}
        name={`${name} ${version}`}
        confirmLabel="Remove driver"
        pending={removal.pending}
        error={removal.error}
        onConfirm={() => {
          void removal.run({ name, version }).then((result) => {
            if (!result.ok) return;
            router.push(routes.drivers);
            router.refresh();
          });
        }}
      >
        It can be removed only while no cluster and no cluster template names it.
      </ConfirmByNameDialog>
      <Dialog open={failed !== undefined} onOpenChange={() => failed?.reset()} title="That did not work" size="sm">
        <Alert kind="error" reference={failed?.failure?.reference}>
          {failed?.error}
        </Alert>
      </Dialog>
    </>
  );
}
