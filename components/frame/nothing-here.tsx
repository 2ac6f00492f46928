import { Wine } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { ButtonLink } from '#components/ui/button.tsx';

export function NothingHere() {
  return (
    <div className="flex flex-col items-center px-6 py-20 text-center">
      <div className="mb-4 flex size-12 items-center justify-center rounded-xl border border-accent-line bg-accent-soft text-accent-text">
        <Wine className="size-5" aria-hidden />
      </div>
      <h1 className="text-lg font-semibold">There is nothing here</h1>
      <p className="mt-1 max-w-md text-sm text-pretty text-muted">
        The page does not exist, was deleted, or belongs to another project. Check the project at the top, or start from the list.
      </p>
      <ButtonLink href={routes.clusters} variant="primary" className="mt-5">
        Go to clusters
      </ButtonLink>
    </div>
  );
}
