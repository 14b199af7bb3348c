import type { Bar } from "@/lib/reporting/timeframe";

const WIDTH = 6;
const GAP = 2;
const HEIGHT = 32;

/** A bar chart the size of a word. The newest bar is darkest. `label` is the text alternative. */
export function Sparkline({ bars, label }: { bars: Bar[]; label: string }) {
  const largest = Math.max(1, ...bars.map(({ confirmed }) => confirmed));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${bars.length * (WIDTH + GAP) - GAP} ${HEIGHT}`}
      className="mt-1 h-8 w-full max-w-28 text-ink"
      preserveAspectRatio="none"
    >
      {bars.map(({ at, confirmed }, index) => {
        const height = Math.max(1, (confirmed / largest) * HEIGHT);
        return (
          <rect
            key={at.getTime()}
            x={index * (WIDTH + GAP)}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
            fill="currentColor"
            opacity={index === bars.length - 1 ? 1 : 0.45}
          />
        );
      })}
    </svg>
  );
}
