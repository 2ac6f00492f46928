'use client';

import { X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';

interface DraftNoteProps {
  at: string;
  onStartOver: () => void;
  onClose: () => void;
}

export function DraftNote({ at, onStartOver, onClose }: DraftNoteProps) {
  return (
    <div role="status" className="tone-working flex items-center gap-3 rounded-lg border border-(--tone-line) bg-(--tone-soft) py-1.5 pr-1.5 pl-3.5 text-sm">
      <span className="min-w-0 flex-1">
        What you typed <RelativeTime at={at} /> is back.
      </span>
      <Button size="sm" onClick={onStartOver}>
        Start over
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label="Keep it and close this note" icon={<X aria-hidden />} onClick={onClose} />
    </div>
  );
}
