import bidiFactory from "bidi-js";
import { beginsRight, RIGHT_TO_LEFT } from "@/lib/direction";
import { type Face, fontRuns, type Run } from "./faces";

const bidi = bidiFactory();

type Leveled = Run & { level: number };

/**
 * Returns the runs of one line in visual order (UAX #9). Inside a run the letters keep their logical order; the
 * font's shaping reverses and joins them.
 */
export function inVisualOrder(line: string, face: Face): Run[] {
  if (!RIGHT_TO_LEFT.test(line)) return fontRuns(line, face);
  const { levels } = bidi.getEmbeddingLevels(line, beginsRight(line) ? "rtl" : "ltr");
  return reordered(levelRuns(line, levels).flatMap((run) => leveled(run, face)));
}

function levelRuns(line: string, levels: Uint8Array): { text: string; level: number }[] {
  const runs: { text: string; level: number }[] = [];
  for (const [index, unit] of line.split("").entries()) {
    const level = levels[index] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.text += unit;
    else runs.push({ text: unit, level });
  }
  return runs;
}

function leveled({ text, level }: { text: string; level: number }, face: Face): Leveled[] {
  return fontRuns(text, face).map((run) => ({ ...run, level }));
}

/** Rule L2: from the highest level down, reverses each sequence at that level or above. */
function reordered(runs: Leveled[]): Leveled[] {
  const order = [...runs];
  const highest = Math.max(...order.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      let end = start;
      while ((order[end]?.level ?? -1) >= level) end += 1;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return order;
}
