'use client';

import { useReactFlow } from '@xyflow/react';
import { Crosshair, Maximize, Minus, Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { ExportMenu } from './export-menu.tsx';

/** `fit`: all stays in sight; `follow`: what is working does; `free`: where the user left it. */
export type ViewMode = 'fit' | 'follow' | 'free';

/** Room around the whole picture; below it the toolbar stands. */
export const graphPadding = { top: '28px', right: '24px', bottom: '60px', left: '24px' } as const;

interface GraphToolbarProps {
  mode: ViewMode;
  onModeChange: (mode: ViewMode) => void;
  name: string;
}

export function GraphToolbar({ mode, onModeChange, name }: GraphToolbarProps) {
  const flow = useReactFlow();
  const zoom = (step: 'zoomIn' | 'zoomOut') => {
    onModeChange('free');
    void flow[step]({ duration: 150 });
  };
  const fit = () => {
    onModeChange('fit');
    void flow.fitView({ padding: graphPadding, maxZoom: 1, duration: 250 });
  };
  const followed = mode === 'follow' ? 'bg-accent-soft text-accent-text' : null;
  return (
    <div role="toolbar" aria-label="View of the graph" className="flex items-center gap-0.5 rounded-lg border border-line bg-surface p-0.5 shadow-sm">
      <Button variant="ghost" size="icon-sm" tooltip="Zoom out" aria-label="Zoom out" icon={<Minus aria-hidden />} onClick={() => zoom('zoomOut')} />
      <Button variant="ghost" size="icon-sm" tooltip="Zoom in" aria-label="Zoom in" icon={<Plus aria-hidden />} onClick={() => zoom('zoomIn')} />
      <Button variant="ghost" size="icon-sm" tooltip="Show all" aria-label="Show all" icon={<Maximize aria-hidden />} onClick={fit} />
      <Button
        variant="ghost"
        size="icon-sm"
        tooltip={mode === 'follow' ? 'Stop following' : 'Follow what is working'}
        aria-label="Follow what is working"
        aria-pressed={mode === 'follow'}
        className={cn(followed)}
        icon={<Crosshair aria-hidden />}
        onClick={() => onModeChange(mode === 'follow' ? 'free' : 'follow')}
      />
      <ExportMenu name={name} />
    </div>
  );
}
