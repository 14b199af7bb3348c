import type { ShownFigures } from "@/lib/reporting/ripple/rules";

/** More than this cannot be told apart: the last ring stands for whatever lies beyond it, too. */
const MOST_RINGS = 10;

export type Ring = { generation: number; confirmed: number | null; andLater: boolean };

/** A ring for each generation, the last one for all that follow. */
export function ringsOf(generations: ShownFigures["generations"]): Ring[] {
  if (generations.length <= MOST_RINGS) return generations.map((ring) => ({ ...ring, andLater: false }));
  const later = generations.slice(MOST_RINGS - 1);
  const confirmed = later.reduce((sum, ring) => sum + (ring.confirmed ?? 0), 0);
  return [
    ...ringsOf(generations.slice(0, MOST_RINGS - 1)),
    { generation: MOST_RINGS, confirmed, andLater: true },
  ];
}

/** The water is seen from a shore: rings are as flat as this. */
const FLATNESS = 0.58;
const INNERMOST = 62;
const OUTERMOST = 292;
const WIDEST_STEP = 62;
const DOT_EVERY = 9;
const GOLDEN = 2.399963;

/** A ring's half width: rings stand closer where there are many. */
export function radiusOf(index: number, rings: number): number {
  const step = Math.min(WIDEST_STEP, (OUTERMOST - INNERMOST) / Math.max(1, rings - 1));
  return INNERMOST + index * step;
}

export type Point = { x: number; y: number };

const round = (length: number) => Math.round(length * 10) / 10;

/** Water is never quite round. */
function pointAt(radius: number, angle: number, sway: number): Point {
  const swell = 1 + 0.012 * Math.sin(3 * angle + sway) + 0.008 * Math.sin(5 * angle - 2 * sway);
  return {
    x: round(radius * swell * Math.cos(angle)),
    y: round(radius * swell * FLATNESS * Math.sin(angle)),
  };
}

const CORNERS = 96;

/** One ring, as a path around the stone at 0, 0. */
export function ringPath(radius: number, sway: number): string {
  const points = Array.from({ length: CORNERS }, (_, corner) =>
    pointAt(radius, (2 * Math.PI * corner) / CORNERS, sway),
  );
  return `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}Z`;
}

/** A dot for each signature, as far as the ring has room; evenly spread, each a little out of place. */
export function dotsOn(radius: number, { count, sway }: { count: number; sway: number }): Point[] {
  const room = Math.floor((2 * Math.PI * radius * ((1 + FLATNESS) / 2)) / DOT_EVERY);
  const dots = Math.min(count, room);
  return Array.from({ length: dots }, (_, dot) => {
    const astray = dots < room / 2 ? 0.3 * Math.sin(dot * GOLDEN * 3 + sway) : 0;
    return pointAt(radius, sway - Math.PI / 3 + ((dot + astray) / dots) * 2 * Math.PI, sway);
  });
}
