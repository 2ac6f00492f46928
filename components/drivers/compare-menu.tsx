'use client';

import { GitCompareArrows } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem, MenuLabel } from '#components/ui/dropdown-menu.tsx';
import type { DriverView } from '#lib/driver-catalogue/view.ts';
import { routes } from '#lib/routes.ts';
import { statusLook } from './driver-words.ts';

interface CompareMenuProps {
  name: string;
  version: string;
  versions: DriverView['versions'];
}

/** The way to what is different between this version and another. */
export function CompareMenu({ name, version, versions }: CompareMenuProps) {
  const others = versions.filter((each) => each.version !== version);
  if (others.length === 0) {
    return (
      <Button icon={<GitCompareArrows aria-hidden />} disabledReason="There is only one version of this driver.">
        Compare
      </Button>
    );
  }
  return (
    <DropdownMenu trigger={<Button icon={<GitCompareArrows aria-hidden />}>Compare</Button>}>
      <MenuLabel>What is different in</MenuLabel>
      {others.map((each) => (
        <MenuItem key={each.version} href={routes.compareDrivers(name, version, each.version)}>
          {each.version} <span className="text-muted">{statusLook[each.status].word}</span>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
