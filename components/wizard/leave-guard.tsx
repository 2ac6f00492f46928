'use client';

import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

interface LeaveGuardProps {
  /** Something was typed that is not saved. */
  active: boolean;
  /** Whether what was typed comes back when the page is opened again in this tab. */
  keepsDraft: boolean;
}

/** Asks before a link or the closing of the tab takes one away from what was typed. */
export function LeaveGuard({ active, keepsDraft }: LeaveGuardProps) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!active) return;
    const onClick = (event: MouseEvent) => {
      const href = leadsAway(event);
      if (!href) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    // In the capture phase of the window, so that it comes before the router's own handler.
    window.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [active]);

  return (
    <Dialog
      open={target !== null}
      onOpenChange={(open) => {
        if (!open) setTarget(null);
      }}
      size="sm"
      title="Leave without saving?"
      footer={
        <>
          <Button onClick={() => setTarget(null)}>Stay</Button>
          <Button
            variant="primary"
            onClick={() => {
              if (target) router.push(target);
            }}
          >
            Leave
          </Button>
        </>
      }
    >
      <p className="text-sm text-muted">
        {keepsDraft
          ? 'Nothing has been created. What you typed waits in this tab and is here when you come back.'
          : 'Nothing has been saved. What you changed here is lost.'}
      </p>
    </Dialog>
  );
}

function leadsAway(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(anchor instanceof HTMLAnchorElement) || anchor.hasAttribute('download') || (anchor.target && anchor.target !== '_self')) return null;
  const url = new URL(anchor.href);
  const same = url.pathname === location.pathname && url.search === location.search;
  return url.origin === location.origin && !same ? url.pathname + url.search + url.hash : null;
}
