import { axisTicks } from "./axis-ticks";
import type { LabelledBar } from "./bars";

const PLOT_HEIGHT_PX = 220;
const TOP_PX = 12;
const HEIGHT_PX = 260;
const MAX_LABELS = 8;
const BAR_SHARE = 0.82;

type SignaturesChartProps = {
  bars: LabelledBar[];
  /** The text for screen readers. The figures are in the table below the chart. */
  label: string;
};

/** Draws confirmed signatures as bars in SVG. Widths are percentages, so it needs no script to fit the page. */
export function SignaturesChart({ bars, label }: SignaturesChartProps) {
  const ticks = axisTicks(Math.max(...bars.map(({ confirmed }) => confirmed)));
  const top = ticks.at(-1) ?? 1;
  const heightOf = (count: number) => (count / top) * PLOT_HEIGHT_PX;
  return (
    <figure aria-label={label} className="mt-5 pl-12">
      <svg aria-hidden="true" className="overflow-visible text-xs" width="100%" height={HEIGHT_PX}>
        {ticks.map((tick) => (
          <HorizontalLine key={tick} count={tick} y={TOP_PX + PLOT_HEIGHT_PX - heightOf(tick)} />
        ))}
        {bars.map((bar, index) => (
          <rect
            key={bar.at}
            fill="var(--ink)"
            x={percent((index + (1 - BAR_SHARE) / 2) / bars.length)}
            width={percent(BAR_SHARE / bars.length)}
            y={TOP_PX + PLOT_HEIGHT_PX - heightOf(bar.confirmed)}
            height={heightOf(bar.confirmed)}
          />
        ))}
        <TimeLabels bars={bars} />
        {bars.map((bar, index) => (
          <BarReading key={bar.at} bar={bar} index={index} count={bars.length} />
        ))}
      </svg>
    </figure>
  );
}

function HorizontalLine({ count, y }: { count: number; y: number }) {
  return (
    <>
      <line x1="0" x2="100%" y1={y} y2={y} stroke={count === 0 ? "var(--ink)" : "var(--rule)"} />
      <text x="-8" y={y + 4} textAnchor="end" fill="var(--ink-soft)">
        {count}
      </text>
    </>
  );
}

/** Labels at most eight bars. A phone shows every second label. */
function TimeLabels({ bars }: { bars: LabelledBar[] }) {
  const step = Math.ceil(bars.length / MAX_LABELS);
  return bars.map(({ at, label }, index) =>
    index % step === 0 ? (
      <text
        key={at}
        className={(index / step) % 2 === 1 ? "max-sm:hidden" : undefined}
        x={percent((index + 0.5) / bars.length)}
        y={HEIGHT_PX - 8}
        textAnchor={index === 0 ? "start" : "middle"}
        fill="var(--ink-soft)"
      >
        {label}
      </text>
    ) : null,
  );
}

/** Shows the figures of a bar while the pointer is above or below it. */
function BarReading({ bar, index, count }: { bar: LabelledBar; index: number; count: number }) {
  const middle = (index + 0.5) / count;
  const anchor = middle < 0.2 ? "start" : middle > 0.8 ? "end" : "middle";
  return (
    <g className="group">
      <rect
        className="group-hover:[fill-opacity:0.12]"
        fill="var(--ink)"
        fillOpacity="0"
        x={percent(index / count)}
        width={percent(1 / count)}
        y={TOP_PX}
        height={PLOT_HEIGHT_PX}
      />
      <text
        className="pointer-events-none invisible text-sm font-semibold group-hover:visible"
        x={percent(middle)}
        y={TOP_PX + 8}
        textAnchor={anchor}
        fill="var(--ink)"
        stroke="var(--paper)"
        strokeWidth="6"
        style={{ paintOrder: "stroke" }}
      >
        {bar.label}: {bar.confirmed}
      </text>
    </g>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
