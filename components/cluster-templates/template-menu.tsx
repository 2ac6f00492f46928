'use client';

import { useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { Copy, Eye, EyeOff, Globe, GlobeLock, Pencil, Plus, Trash2 } from 'lucide-react';
import { useAction } from '#components/frame/use-action.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import type { ClusterTemplateDoors, ClusterTemplateRow } from '#lib/cluster-templates/view.ts';
import type { ActionResult } from '#lib/errors.ts';
import { routes } from '#lib/routes.ts';
import { DeleteTemplateDialog, type DeleteTemplate } from './delete-template-dialog.tsx';

export interface TemplateActions {
  deleteTemplate: DeleteTemplate;
  publishTemplate: (input: { id: string; public?: boolean; hidden?: boolean }) => Promise<ActionResult<{ public: boolean; hidden: boolean }>>;
}

interface TemplateMenuProps extends TemplateActions {
  template: Pick<ClusterTemplateRow, 'id' | 'name' | 'public' | 'hidden'>;
  doors: ClusterTemplateDoors;
  trigger: ReactNode;
  /** Leaves out what stands beside the menu as buttons of its own. */
  short?: boolean;
  /** After deleting; without it the page is read again. */
  deletedHref?: string;
}

export function TemplateMenu(props: TemplateMenuProps) {
  const { template, doors, trigger, short, deletedHref, deleteTemplate, publishTemplate } = props;
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const { run, error, reset } = useAction(publishTemplate);
  const publish = async (change: { public?: boolean; hidden?: boolean }) => {
    const result = await run({ id: template.id, ...change });
    if (result.ok) router.refresh();
  };
  return (
    <>
      <DropdownMenu trigger={trigger}>
        {short ? null : (
          <>
            <MenuItem icon={<Plus aria-hidden />} href={routes.newCluster(template.id)} disabledReason={doors.createCluster}>
              Create cluster
            </MenuItem>
            <MenuItem icon={<Pencil aria-hidden />} href={routes.editClusterTemplate(template.id)} disabledReason={doors.edit}>
              Edit
            </MenuItem>
          </>
        )}
        <MenuItem icon={<Copy aria-hidden />} href={routes.newClusterTemplate(template.id)} disabledReason={doors.copy}>
          Copy
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={template.public ? <GlobeLock aria-hidden /> : <Globe aria-hidden />}
          onSelect={() => void publish({ public: !template.public })}
          disabledReason={doors.publish}
        >
          {template.public ? 'Show to this project only' : 'Show to all projects'}
        </MenuItem>
        <MenuItem
          icon={template.hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
          onSelect={() => void publish({ hidden: !template.hidden })}
          disabledReason={doors.publish}
        >
          {template.hidden ? 'Show in lists again' : 'Hide from lists'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setDeleting(true)} disabledReason={doors.delete}>
          Delete
        </MenuItem>
      </DropdownMenu>
      <DeleteTemplateDialog
        template={template}
        open={deleting}
        onOpenChange={setDeleting}
        deleteTemplate={deleteTemplate}
        onDeleted={() => {
          if (deletedHref) router.push(deletedHref);
          router.refresh();
        }}
      />
      <Dialog
        open={error !== null}
        onOpenChange={(open) => {
          if (!open) reset();
        }}
        title="Nothing was changed"
        size="sm"
        footer={<Button onClick={reset}>Close</Button>}
      >
        <Alert kind="error">{error}</Alert>
      </Dialog>
    </>
  );
}
