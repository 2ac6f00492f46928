'use client';

import { Keyboard, LogOut } from 'lucide-react';
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { useSession } from './session.tsx';
import { leave } from './sign-out.ts';
import { ThemeChoice } from './theme-menu.tsx';

export function UserMenu({ onOpenShortcuts }: { onOpenShortcuts: () => void }) {
  const session = useSession();
  const trigger = (
    <button
      type="button"
      aria-label={`Account of ${session.userName}`}
      className="flex size-8 items-center justify-center rounded-full border border-accent-line bg-accent-soft text-xs font-semibold text-accent-text uppercase"
    >
      {session.userName.slice(0, 2)}
    </button>
  );
  return (
    <DropdownMenu trigger={trigger} className="w-64">
      <div className="px-2 py-2">
        <p className="truncate font-medium">{session.userName}</p>
        <p className="truncate text-xs text-muted">
          Project {session.projectName}
          {session.domainName === 'Default' ? '' : ` · domain ${session.domainName}`}
        </p>
        <p className="text-xs break-words text-muted">Roles {session.roles.join(', ')}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={onOpenShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
