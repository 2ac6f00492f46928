'use client';

import { useState } from 'react';
import Link from 'next/link';
import { Menu, Search } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { LogoMark } from './logo.tsx';
import { NavDrawer } from './nav-drawer.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { RegionSwitch } from './region-switch.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { UserMenu } from './user-menu.tsx';

interface TopBarProps {
  onOpenPalette: () => void;
  onOpenShortcuts: () => void;
}

export function TopBar({ onOpenPalette, onOpenShortcuts }: TopBarProps) {
  const [drawerOpen, setDrawerOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 sm:gap-2 sm:px-4">
      <Button
        variant="ghost"
        size="icon"
        className="md:hidden"
        aria-label="Open the menu"
        icon={<Menu aria-hidden />}
        onClick={() => setDrawerOpen(true)}
      />
      <NavDrawer open={drawerOpen} onOpenChange={setDrawerOpen} />
      <Link href={routes.clusters} className="mr-1 rounded-md max-[22rem]:hidden md:hidden" aria-label="Jeroboam, to your clusters">
        <LogoMark className="size-6" />
      </Link>
      <ProjectSwitch />
      <RegionSwitch />
      <div className="ml-auto flex items-center gap-1 sm:gap-1.5">
        <button
          type="button"
          onClick={onOpenPalette}
          aria-keyshortcuts="Control+K Meta+K"
          className="hidden h-8 w-60 items-center gap-2 rounded-md border border-line-strong bg-canvas px-2.5 text-sm text-muted hover:border-muted hover:text-ink lg:flex"
        >
          <Search className="size-4" aria-hidden />
          <span className="flex-1 text-left">Search or jump to</span>
          <span className="flex gap-0.5">
            <Kbd>Ctrl</Kbd>
            <Kbd>K</Kbd>
          </span>
        </button>
        <Button
          variant="ghost"
          size="icon"
          className="lg:hidden"
          aria-label="Search or jump to"
          icon={<Search aria-hidden />}
          onClick={onOpenPalette}
        />
        <span className="max-sm:hidden">
          <ThemeMenu />
        </span>
        <UserMenu onOpenShortcuts={onOpenShortcuts} />
      </div>
    </header>
  );
}
