'use client';

import { useState } from 'react';
import { usePathname } from 'next/navigation';
import { useQuery } from '@tanstack/react-query';
import { ChevronsUpDown, FolderKanban } from 'lucide-react';
import { chooseProjectAction, listProjectsAction } from '#app/(auth)/actions.ts';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ChoiceList } from '#components/ui/combobox.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { samePageElsewhere } from './same-page-elsewhere.ts';
import { useSession } from './session.tsx';
import { useAction } from './use-action.ts';

export function ProjectSwitch() {
  const session = useSession();
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const list = useAction(listProjectsAction);
  const choose = useAction(chooseProjectAction);
  const projects = useQuery({
    queryKey: ['projects', session.userName],
    enabled: open,
    staleTime: 60_000,
    queryFn: async () => {
      const result = await list.run();
      if (!result.ok) throw new Error(result.userMessage);
      return result.value;
    },
  });
  const change = async (projectId: string) => {
    setOpen(false);
    if (projectId === session.projectId) return;
    setLeaving(true);
    const result = await choose.run({ projectId });
    // A whole new page: nothing of the other project stays in the browser's memory.
    if (result.ok) window.location.assign(samePageElsewhere(pathname) ?? routes.clusters);
    else {
      setLeaving(false);
      setOpen(true);
    }
  };
  const trigger = (
    <button
      type="button"
      aria-label={`Project ${session.projectName}, switch`}
      className="flex h-8 max-w-56 min-w-0 items-center gap-2 rounded-md px-2 text-sm font-medium hover:bg-hover"
    >
      {leaving ? <Spinner className="text-muted" /> : <FolderKanban className="size-4 shrink-0 text-muted" aria-hidden />}
      <span className="truncate">{session.projectName}</span>
      <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden />
    </button>
  );
  const error = choose.error ?? (projects.isError ? projects.error.message : null);
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} className="w-72" label="Projects">
      {error ? (
        <div className="p-2">
          <Alert kind="error">{error}</Alert>
        </div>
      ) : null}
      {projects.data ? (
        <ChoiceList
          label="Projects"
          searchPlaceholder="Find a project"
          emptyText="No project of yours has this name."
          value={session.projectId}
          onChoose={(value) => void change(value)}
          options={projects.data.map((project) => ({ value: project.id, label: project.name }))}
        />
      ) : error ? null : (
        <div className="space-y-2 p-3">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-28" />
        </div>
      )}
    </Popover>
  );
}
