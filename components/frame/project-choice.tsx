'use client';

import { useState } from 'react';
import { ArrowRight, FolderKanban, Search } from 'lucide-react';
import { chooseProjectAction } from '#app/(auth)/actions.ts';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { leave } from './sign-out.ts';
import { useAction } from './use-action.ts';

interface ProjectChoiceProps {
  userName: string;
  projects: readonly { id: string; name: string }[];
  current: string | null;
  next: string | null;
}

/** A search is worth its place from this many projects on. */
const searchFrom = 6;

export function ProjectChoice({ userName, projects, current, next }: ProjectChoiceProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { run, error } = useAction(chooseProjectAction);
  const found = projects.filter((project) => project.name.toLowerCase().includes(text.trim().toLowerCase()));
  const choose = async (projectId: string) => {
    if (chosen) return;
    setChosen(projectId);
    const result = await run({ projectId });
    if (result.ok) window.location.assign(next ?? routes.clusters);
    else if (result.code === 'UNAUTHENTICATED') window.location.assign(routes.login(next ?? undefined));
    else setChosen(null);
  };
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Choose a project</h1>
      <p className="mt-1 text-sm text-muted">
        {userName} has {projects.length} projects. You can switch at any time.
      </p>
      <div className="mt-7 space-y-3">
        {error ? <Alert kind="error">{error}</Alert> : null}
        {projects.length >= searchFrom ? (
          <Input
            type="search"
            aria-label="Find a project"
            placeholder="Find a project"
            prefix={<Search aria-hidden />}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoFocus
          />
        ) : null}
        <ul className="max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line-strong bg-surface shadow-xs">
          {found.map((project) => (
            <li key={project.id}>
              <button
                type="button"
                onClick={() => void choose(project.id)}
                className="group flex h-12 w-full items-center gap-3 px-3 text-left outline-offset-[-2px] hover:bg-hover"
              >
                <FolderKanban className="size-4 shrink-0 text-muted" aria-hidden />
                <span className="min-w-0 flex-1 truncate font-medium">{project.name}</span>
                {project.id === current ? <span className="text-xs text-muted">now</span> : null}
                {chosen === project.id ? (
                  <Spinner className="text-muted" />
                ) : (
                  <ArrowRight className="size-4 shrink-0 text-faint group-hover:text-accent-text" aria-hidden />
                )}
              </button>
            </li>
          ))}
          {found.length === 0 ? <li className="px-3 py-6 text-center text-sm text-muted">No project of yours has this name.</li> : null}
        </ul>
        <Button variant="link" onClick={() => void leave()}>
          Sign in as somebody else
        </Button>
      </div>
    </>
  );
}
