'use client';

import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { ShownState } from '#lib/clusters/status.ts';
import type { GraphNode } from '#lib/stacks/resource-graph.ts';
import { tileAt, type TileGrid } from '#lib/stacks/graph-layout.ts';
import { stateWord } from '#components/ui/state-badge.tsx';
import { useGraphControls } from './graph-context.ts';

const states: readonly ShownState[] = ['ready', 'working', 'waiting', 'degraded', 'failed', 'gone'];

/** Drawn finer than the screen, so that it stays sharp when the user zooms in. */
const sharpness = 3;
const glowMs = 1_600;

type Palette = Record<ShownState, { ink: string; soft: string }>;

/**
 * Hundreds of tiles as one drawing: a thousand elements would cost more than the rest of the page. The same
 * nodes are in the tree for keyboard and screen reader.
 */
export function TileCanvas({ nodes, grid, label }: { nodes: readonly GraphNode[]; grid: TileGrid; label: string }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const { glow, openedPaths, toggle } = useGraphControls();
  const [hovered, setHovered] = useState(-1);
  const theme = useThemeCount();
  const hoveredNode = nodes[hovered];

  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const palette = readPalette(canvas);
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const glowing = still ? [] : nodes.flatMap((node, index) => (glow.has(node.path) ? [index] : []));
    const begun = performance.now();
    let frame = 0;
    const draw = (now: number) => {
      const fade = 1 - (now - begun) / glowMs;
      context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
      context.clearRect(-4, -4, grid.width + 8, grid.height + 8);
      nodes.forEach((node, index) => drawTile(context, grid, index, node, palette, openedPaths.has(node.path)));
      if (fade <= 0 || glowing.length === 0) return;
      for (const index of glowing) drawGlow(context, grid, index, palette[nodes[index]?.state ?? 'working'].ink, fade);
      frame = requestAnimationFrame(draw);
    };
    draw(begun);
    return () => cancelAnimationFrame(frame);
  }, [nodes, grid, glow, openedPaths, theme]);

  const indexUnder = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width / grid.width;
    return tileAt(grid, nodes.length, (event.clientX - box.left) / scale, (event.clientY - box.top) / scale);
  };
  const open = (event: MouseEvent<HTMLCanvasElement>) => {
    const node = nodes[indexUnder(event)];
    if (node && node.insideCount > 0) toggle(node.path);
  };

  return (
    <div className="relative" style={{ width: grid.width, height: grid.height }}>
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={label}
        width={grid.width * sharpness}
        height={grid.height * sharpness}
        style={{ width: grid.width, height: grid.height }}
        className={hoveredNode ? 'cursor-pointer' : undefined}
        onMouseMove={(event) => setHovered(indexUnder(event))}
        onMouseLeave={() => setHovered(-1)}
        onClick={open}
      />
      {hoveredNode ? (
        <div
          aria-hidden
          className="pointer-events-none absolute z-10 -translate-x-1/2 -translate-y-full rounded-md bg-inverse px-2 py-1 text-xs whitespace-nowrap text-inverse-ink"
          style={{
            left: (hovered % grid.columns) * (grid.tileWidth + grid.gap) + grid.tileWidth / 2,
            top: Math.floor(hovered / grid.columns) * (grid.tileHeight + grid.gap) - 4,
          }}
        >
          {hoveredNode.title} · {stateWord[hoveredNode.state]}
        </div>
      ) : null}
    </div>
  );
}

function readPalette(element: Element): Palette {
  // A custom property keeps `light-dark()` unresolved; a real property of a probe gives the colour itself.
  const probe = document.createElement('span');
  element.parentElement?.append(probe);
  const resolve = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(
    states.map((state) => [state, { ink: resolve(state), soft: resolve(`${state}-soft`) }]),
  ) as Palette;
  probe.remove();
  return palette;
}

function drawTile(
  context: CanvasRenderingContext2D,
  grid: TileGrid,
  index: number,
  node: GraphNode,
  palette: Palette,
  opened: boolean,
): void {
  const size = grid.tileWidth;
  const x = (index % grid.columns) * (size + grid.gap);
  const y = Math.floor(index / grid.columns) * (size + grid.gap);
  const { ink, soft } = palette[node.state];
  const solid = node.state === 'ready' || node.state === 'failed' || node.state === 'working';
  context.globalAlpha = 1;
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, size - 1, size - 1, 3);
  context.fillStyle = solid ? ink : soft;
  context.globalAlpha = node.state === 'ready' ? 0.82 : 1;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
  context.strokeStyle = ink;
  if (!solid) {
    context.setLineDash(node.state === 'gone' ? [2, 2] : []);
    context.stroke();
    context.setLineDash([]);
  }
  if (opened) {
    context.lineWidth = 1.5;
    context.beginPath();
    context.roundRect(x - 1, y - 1, size + 2, size + 2, 4);
    context.stroke();
  }
  drawGlyph(context, node.state, x + size / 2, y + size / 2, size * 0.24, solid ? soft : ink);
}

/** Tick, cross, ring, bars: a state can be told without its colour. */
function drawGlyph(context: CanvasRenderingContext2D, state: ShownState, x: number, y: number, r: number, colour: string): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.3;
  context.beginPath();
  switch (state) {
    case 'ready':
      context.moveTo(x - r, y);
      context.lineTo(x - r * 0.2, y + r * 0.8);
      context.lineTo(x + r, y - r * 0.8);
      break;
    case 'failed':
      context.moveTo(x - r, y - r);
      context.lineTo(x + r, y + r);
      context.moveTo(x + r, y - r);
      context.lineTo(x - r, y + r);
      break;
    case 'working':
      context.arc(x, y, r, 0, Math.PI * 1.4);
      break;
    case 'waiting':
      context.moveTo(x - r * 0.5, y - r);
      context.lineTo(x - r * 0.5, y + r);
      context.moveTo(x + r * 0.5, y - r);
      context.lineTo(x + r * 0.5, y + r);
      break;
    case 'degraded':
      context.moveTo(x, y - r);
      context.lineTo(x, y + r * 0.3);
      context.moveTo(x, y + r * 0.8);
      context.lineTo(x, y + r);
      break;
    case 'gone':
      context.moveTo(x - r, y);
      context.lineTo(x + r, y);
      break;
  }
  context.stroke();
}

function drawGlow(context: CanvasRenderingContext2D, grid: TileGrid, index: number, colour: string, fade: number): void {
  const size = grid.tileWidth;
  const x = (index % grid.columns) * (size + grid.gap);
  const y = Math.floor(index / grid.columns) * (size + grid.gap);
  const spread = 1 + (1 - fade) * 3;
  context.globalAlpha = fade;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x - spread, y - spread, size + 2 * spread, size + 2 * spread, 3 + spread);
  context.stroke();
  context.globalAlpha = 1;
}

/** Grows with each change of the colours: a canvas does not follow the theme by itself. */
function useThemeCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const grow = () => setCount((known) => known + 1);
    const observer = new MutationObserver(grow);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', grow);
    return () => {
      observer.disconnect();
      dark.removeEventListener('change', grow);
    };
  }, []);
  return count;
}
