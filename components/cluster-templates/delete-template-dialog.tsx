'use client';

import { useAction } from '#components/frame/use-action.ts';
import { ConfirmByNameDialog } from '#components/ui/confirm-by-name-dialog.tsx';
import type { ActionResult } from '#lib/errors.ts';

export type DeleteTemplate = (input: { id: string }) => Promise<ActionResult<{ id: string; name: string }>>;

interface DeleteTemplateDialogProps {
  template: { id: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  deleteTemplate: DeleteTemplate;
  onDeleted: () => void;
}

export function DeleteTemplateDialog({ template, open, onOpenChange, deleteTemplate, onDeleted }: DeleteTemplateDialogProps) {
  const { run, pending, error, reset } = useAction(deleteTemplate);
  const confirm = async () => {
    const result = await run({ id: template.id });
    if (!result.ok) return;
    onOpenChange(false);
    onDeleted();
  };
  return (
    <ConfirmByNameDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) reset();
        onOpenChange(next);
      }}
      title={`Delete ${template.name}`}
      name={template.name}
      confirmLabel="Delete template"
      onConfirm={() => void confirm()}
      pending={pending}
      error={error}
    >
      The template goes for good; nothing in OpenStack is touched. No new cluster can be made from it.
    </ConfirmByNameDialog>
  );
}
