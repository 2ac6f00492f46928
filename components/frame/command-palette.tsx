'use client';

import { useDeferredValue, useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { LogOut, Plus, Search } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { StateIcon, stateWord } from '#components/ui/state-badge.tsx';
import { toneClass } from '#components/ui/tone.ts';
import { cn } from '#components/ui/cn.ts';
import { adminNavItems, navItems } from './nav-items.ts';
import type { SearchClusters } from './portal-frame.tsx';
import { useSession } from './session.tsx';
import { leave } from './sign-out.ts';
import { applyTheme } from './theme.ts';
import { themeOptions } from './theme-menu.tsx';

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  searchClusters: SearchClusters;
}

export function CommandPalette({ open, onOpenChange, searchClusters }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40 backdrop-blur-[1px]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-2 z-40 mx-auto max-w-xl animate-rise overflow-hidden rounded-xl bg-raised shadow-dialog outline-none sm:top-[14vh]"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <Palette close={() => onOpenChange(false)} searchClusters={searchClusters} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ close, searchClusters }: { close: () => void; searchClusters: SearchClusters }) {
  const router = useRouter();
  const { admin, projectId } = useSession();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const clusters = useQuery({
    queryKey: ['palette-clusters', projectId, wanted],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const result = await searchClusters({ text: wanted });
      return result.ok ? result.value : [];
    },
  });
  const go = (href: string) => {
    close();
    router.push(href);
  };
  const pages = admin ? [...navItems, ...adminNavItems] : navItems;
  return (
    <Command label="Search or jump to" loop>
      <div className="flex h-12 items-center gap-3 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-faint" aria-hidden />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="A cluster, a page or an action"
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <Command.List className="max-h-[min(60vh,24rem)] overflow-y-auto p-2">
        <Command.Empty className="py-8 text-center text-sm text-muted">Nothing matches. Try another word.</Command.Empty>
        {clusters.data?.length ? (
          <Group heading="Clusters">
            {clusters.data.map((cluster) => (
              <Item
                key={cluster.id}
                value={`cluster ${cluster.name} ${cluster.id}`}
                onSelect={() => go(routes.cluster(cluster.id))}
                icon={
                  <span className={cn('text-(--tone)', toneClass[cluster.state])}>
                    <StateIcon state={cluster.state} className="size-4" />
                  </span>
                }
                aside={stateWord[cluster.state]}
              >
                {cluster.name}
              </Item>
            ))}
          </Group>
        ) : null}
        <Group heading="Actions">
          <Item value="create cluster new" icon={<Plus aria-hidden />} onSelect={() => go(routes.newCluster())}>
            Create cluster
          </Item>
          <Item value="create cluster template new" icon={<Plus aria-hidden />} onSelect={() => go(routes.newClusterTemplate())}>
            Create cluster template
          </Item>
        </Group>
        <Group heading="Go to">
          {pages.map((page) => (
            <Item
              key={page.href}
              value={`go to ${page.label}`}
              icon={<page.Icon aria-hidden />}
              aside={page.key ? `g ${page.key}` : undefined}
              onSelect={() => go(page.href)}
            >
              {page.label}
            </Item>
          ))}
        </Group>
        <Group heading="Theme and account">
          {themeOptions.map((option) => (
            <Item
              key={option.value}
              value={`theme ${option.label}`}
              icon={option.icon}
              onSelect={() => {
                applyTheme(option.value);
                close();
              }}
            >
              Theme: {option.label.toLowerCase()}
            </Item>
          ))}
          <Item value="sign out" icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
            Sign out
          </Item>
        </Group>
      </Command.List>
    </Command>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  value: string;
  icon: ReactNode;
  aside?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ value, icon, aside, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside ? <span className="text-xs text-faint">{aside}</span> : null}
    </Command.Item>
  );
}
