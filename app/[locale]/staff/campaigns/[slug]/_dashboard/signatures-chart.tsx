"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

const TICK = { fill: "var(--ink-soft)", fontSize: 12 };
const HEIGHT_PX = 260;

type SignaturesChartProps = {
  bars: { label: string; confirmed: number }[];
  /** What a screen reader says; the figures are in the table next to it. */
  label: string;
};

/** Confirmed signatures as bars. Nothing in it moves, so there is nothing to stop for those who want no motion. */
export function SignaturesChart({ bars, label }: SignaturesChartProps) {
  return (
    <figure aria-label={label} className="mt-5 noscript:hidden" style={{ blockSize: HEIGHT_PX }}>
      <ResponsiveContainer width="100%" height={HEIGHT_PX}>
        <BarChart data={bars} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} barCategoryGap="18%">
          <CartesianGrid vertical={false} stroke="var(--rule)" />
          <XAxis
            dataKey="label"
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: "var(--ink)" }}
            minTickGap={28}
          />
          <YAxis
            width="auto"
            tick={TICK}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
            tickCount={4}
          />
          <Tooltip cursor={{ fill: "var(--paper-sunk)" }} content={Reading} isAnimationActive={false} />
          <Bar dataKey="confirmed" fill="var(--ink)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

type Reading = { active?: boolean; label?: string | number; payload?: readonly { value?: unknown }[] };

/** What one bar says. */
function Reading({ active, label, payload }: Reading) {
  if (!active || !payload?.length) return null;
  return (
    <p className="border border-ink bg-raised px-3 py-2 text-sm">
      {label}: <strong>{String(payload[0]?.value)}</strong>
    </p>
  );
}
