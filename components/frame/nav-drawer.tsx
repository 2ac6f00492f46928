'use client';

import { Dialog } from 'radix-ui';
import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Logo } from './logo.tsx';
import { NavList } from './nav-list.tsx';
import { useSession } from './session.tsx';

interface NavDrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The rail of narrow screens. */
export function NavDrawer({ open, onOpenChange }: NavDrawerProps) {
  const { admin } = useSession();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] animate-slide-in flex-col bg-surface shadow-dialog outline-none"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <div className="flex h-12 shrink-0 items-center justify-between pr-2 pl-3.5">
            <Logo />
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close the menu" icon={<X aria-hidden />} />
            </Dialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto pt-3">
            <NavList admin={admin} onNavigate={() => onOpenChange(false)} />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
