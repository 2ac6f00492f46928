'use client';

import { Dialog } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { navItems } from './nav-items.ts';

const general: readonly [string, readonly string[]][] = [
  ['Search or jump to', ['Ctrl', 'K']],
  ['Search in this list', ['/']],
  ['These shortcuts', ['?']],
];

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="sm">
      <dl className="divide-y divide-line text-sm">
        {general.map(([what, keys]) => (
          <Line key={what} what={what} keys={keys} />
        ))}
        {navItems.map((item) =>
          item.key ? <Line key={item.href} what={`Go to ${item.label}`} keys={['g', item.key]} /> : null,
        )}
      </dl>
    </Dialog>
  );
}

function Line({ what, keys }: { what: string; keys: readonly string[] }) {
  return (
    <div className="flex h-9 items-center justify-between gap-4">
      <dt>{what}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
