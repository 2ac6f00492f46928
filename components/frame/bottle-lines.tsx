/** The sign-in page's picture: one large bottle in thin lines, its label a grid of nodes, some of them lit. */
export function BottleLines() {
  return (
    <svg
      viewBox="0 0 640 800"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full"
      aria-hidden
    >
      <defs>
        <radialGradient id="glow" cx="0.62" cy="0.36" r="0.75">
          <stop offset="0" stopColor="#a3265a" />
          <stop offset="0.55" stopColor="#6a1538" />
          <stop offset="1" stopColor="#3d0b1f" />
        </radialGradient>
        <linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0.45" stopColor="#3d0b1f" stopOpacity="0" />
          <stop offset="0.9" stopColor="#3d0b1f" stopOpacity="0.92" />
        </linearGradient>
      </defs>
      <rect width="640" height="800" fill="url(#glow)" />
      <g fill="none" stroke="#ffd9e6" strokeWidth="1.25">
        {rings.map((ring) => (
          <path key={ring} d={outline} opacity={0.34 - ring * 0.055} transform={grown(1 + ring * 0.16)} />
        ))}
      </g>
      <g>
        {nodes.map(({ x, y, lit }) => (
          <rect
            key={`${x}-${y}`}
            x={x}
            y={y}
            width="16"
            height="16"
            rx="4"
            fill={lit ? '#ffd9e6' : 'none'}
            fillOpacity={lit ? 0.9 : 0}
            stroke="#ffd9e6"
            strokeOpacity={lit ? 0 : 0.38}
          />
        ))}
      </g>
      <rect width="640" height="800" fill="url(#fade)" />
    </svg>
  );
}

const outline =
  'M296 70h48a10 10 0 0 1 10 10v22a10 10 0 0 1-6 9v88c0 62 92 78 92 190v190a22 22 0 0 1-22 22H222a22 22 0 0 1-22-22V389c0-112 92-128 92-190v-88a10 10 0 0 1-6-9V80a10 10 0 0 1 10-10Z';

const rings = [0, 1, 2, 3, 4];

function grown(factor: number): string {
  return `translate(320 340) scale(${factor}) translate(-320 -340)`;
}

const columns = 8;
const rows = 5;
const waiting = new Set([5, 14, 23, 30, 31, 36, 37, 38, 39]);
const nodes = Array.from({ length: columns * rows }, (_, index) => ({
  x: 215 + (index % columns) * 27.7,
  y: 410 + Math.floor(index / columns) * 27.7,
  lit: !waiting.has(index),
}));
