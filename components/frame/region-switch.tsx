'use client';

import { useState } from 'react';
import { usePathname } from 'next/navigation';
import { ChevronsUpDown, Globe } from 'lucide-react';
import { chooseRegionAction } from '#app/(auth)/actions.ts';
import { routes } from '#lib/routes.ts';
import { Alert } from '#components/ui/alert.tsx';
import { ChoiceList } from '#components/ui/combobox.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { samePageElsewhere } from './same-page-elsewhere.ts';
import { useSession } from './session.tsx';
import { useAction } from './use-action.ts';

/** Only where the catalog has more than one region. */
export function RegionSwitch() {
  const { region, regions } = useSession();
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const { run, error } = useAction(chooseRegionAction);
  if (regions.length < 2) return null;
  const change = async (next: string) => {
    if (next === region) return setOpen(false);
    const result = await run({ region: next });
    if (result.ok) window.location.assign(samePageElsewhere(pathname) ?? routes.clusters);
  };
  const trigger = (
    <button
      type="button"
      aria-label={`Region ${region}, switch`}
      className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 text-sm font-medium hover:bg-hover max-sm:hidden"
    >
      <Globe className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="truncate">{region}</span>
      <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden />
    </button>
  );
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} className="w-60" label="Regions">
      {error ? (
        <div className="p-2">
          <Alert kind="error">{error}</Alert>
        </div>
      ) : null}
      <ChoiceList
        label="Regions"
        searchPlaceholder="Find a region"
        value={region}
        onChoose={(value) => void change(value)}
        options={regions.map((name) => ({ value: name, label: name }))}
      />
    </Popover>
  );
}
