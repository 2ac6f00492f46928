'use client';

import { useReactFlow } from '@xyflow/react';
import { ImageDown } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { DropdownMenu, MenuItem } from '#components/ui/dropdown-menu.tsx';
import { drawGraphSvg } from './draw-graph-svg.ts';

const pngScale = 2;

/** Saves the graph as it is drawn now, in the colours of the theme. */
export function ExportMenu({ name }: { name: string }) {
  const flow = useReactFlow();
  const draw = () => drawGraphSvg(flow.getNodes(), flow.getEdges(), flow.getNodesBounds(flow.getNodes()));
  const saveSvg = () => save(`${name}.svg`, new Blob([draw()], { type: 'image/svg+xml' }));
  const savePng = async () => save(`${name}.png`, await toPng(draw()));
  return (
    <DropdownMenu
      align="start"
      side="top"
      trigger={<Button variant="ghost" size="icon-sm" aria-label="Save as a picture" icon={<ImageDown aria-hidden />} />}
    >
      <MenuItem onSelect={saveSvg}>Save as SVG</MenuItem>
      <MenuItem onSelect={() => void savePng()}>Save as PNG</MenuItem>
    </DropdownMenu>
  );
}

function save(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(address);
}

async function toPng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * pngScale;
    canvas.height = image.height * pngScale;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
