'use client';

import { useState, type ReactNode } from 'react';
import Link from 'next/link';
import { Keyboard } from 'lucide-react';
import type { ActionResult } from '#lib/errors.ts';
import type { ShownState } from '#lib/clusters/status.ts';
import { routes } from '#lib/routes.ts';
import { CommandPalette } from './command-palette.tsx';
import { Logo } from './logo.tsx';
import { NavList } from './nav-list.tsx';
import { SessionProvider, type SessionView } from './session.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useShortcuts } from './use-shortcuts.ts';

export type SearchClusters = (input: {
  text: string;
}) => Promise<ActionResult<{ id: string; name: string; state: ShownState }[]>>;

interface PortalFrameProps {
  session: SessionView;
  searchClusters: SearchClusters;
  children: ReactNode;
}

/** Rail, top bar and everything that works on each page: palette, shortcuts, signing in again. */
export function PortalFrame({ session, searchClusters, children }: PortalFrameProps) {
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  useShortcuts({ onPalette: () => setPaletteOpen((open) => !open), onHelp: () => setShortcutsOpen(true) });
  return (
    <SessionProvider session={session}>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface md:flex">
          <div className="flex h-12 shrink-0 items-center px-3.5">
            <Link href={routes.clusters} className="rounded-md" aria-label="Jeroboam, to your clusters">
              <Logo />
            </Link>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto pt-3">
            <NavList admin={session.admin} />
          </div>
          <div className="p-2">
            <button
              type="button"
              onClick={() => setShortcutsOpen(true)}
              className="flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink"
            >
              <Keyboard className="size-4" aria-hidden />
              Keyboard shortcuts
            </button>
          </div>
        </aside>
        <div className="flex min-w-0 flex-col">
          <TopBar onOpenPalette={() => setPaletteOpen(true)} onOpenShortcuts={() => setShortcutsOpen(true)} />
          <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[90rem] min-w-0 flex-1 px-4 py-5 outline-none sm:px-6">
            {children}
          </main>
        </div>
      </div>
      <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} searchClusters={searchClusters} />
      <ShortcutsDialog open={shortcutsOpen} onOpenChange={setShortcutsOpen} />
    </SessionProvider>
  );
}
