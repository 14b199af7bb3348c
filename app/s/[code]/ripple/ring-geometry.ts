import type { PublicLinkFigures } from "@/lib/reporting/public-link-figures";

/** More rings would be indistinguishable. The last one includes all later generations. */
const MAX_RINGS = 10;

export type Ring = { generation: number; confirmed: number | null; andLater: boolean };

/** Returns a ring for each generation. The last one includes all later generations. */
export function ringsOf(generations: PublicLinkFigures["generations"]): Ring[] {
  if (generations.length <= MAX_RINGS) return generations.map((ring) => ({ ...ring, andLater: false }));
  const later = generations.slice(MAX_RINGS - 1);
  const confirmed = later.reduce((sum, ring) => sum + (ring.confirmed ?? 0), 0);
  return [
    ...ringsOf(generations.slice(0, MAX_RINGS - 1)),
    { generation: MAX_RINGS, confirmed, andLater: true },
  ];
}

/** Height divided by width: the water is seen at an angle. */
const FLATNESS = 0.58;
const MIN_RADIUS = 62;
const MAX_RADIUS = 292;
const MAX_STEP = 62;
const DOT_SPACING = 9;
const GOLDEN_ANGLE = 2.399963;

/** Returns the distance between two rings. It is smaller if there are many. */
export function stepBetween(rings: number): number {
  return Math.min(MAX_STEP, (MAX_RADIUS - MIN_RADIUS) / Math.max(1, rings - 1));
}

/** Returns half the width of a ring. */
export function radiusOf(index: number, rings: number): number {
  return MIN_RADIUS + index * stepBetween(rings);
}

type Point = { x: number; y: number };

const round = (length: number) => Math.round(length * 10) / 10;

/** Returns a point of a slightly irregular ellipse. */
function pointAt(radius: number, angle: number, sway: number): Point {
  const swell = 1 + 0.012 * Math.sin(3 * angle + sway) + 0.008 * Math.sin(5 * angle - 2 * sway);
  return {
    x: round(radius * swell * Math.cos(angle)),
    y: round(radius * swell * FLATNESS * Math.sin(angle)),
  };
}

const POINTS_PER_RING = 96;

/** Returns a ring as an SVG path around 0, 0. */
export function ringPath(radius: number, sway: number): string {
  const points = Array.from({ length: POINTS_PER_RING }, (_, corner) =>
    pointAt(radius, (2 * Math.PI * corner) / POINTS_PER_RING, sway),
  );
  return `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}Z`;
}

/** Dots that do not fit on a ring fill rows beside it. */
const MAX_ROWS = 5;
const ROW_SPACING = 8;

/** Returns the position of a dot for each signature that fits: on the ring, then in rows on both sides of it. */
export function dotsOn(radius: number, crowd: { count: number; sway: number; breadth: number }): Point[] {
  const rowCount = Math.max(1, Math.min(MAX_ROWS, Math.floor(crowd.breadth / ROW_SPACING)));
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const offset = Math.ceil(row / 2) * (row % 2 === 1 ? 1 : -1);
    return radius + offset * ROW_SPACING;
  });
  let remaining = crowd.count;
  return rows.flatMap((at, row) => {
    const here = Math.min(remaining, capacityOf(at));
    remaining -= here;
    return rowOfDots(at, { count: here, sway: crowd.sway + row * GOLDEN_ANGLE });
  });
}

const capacityOf = (radius: number) =>
  Math.floor((2 * Math.PI * radius * ((1 + FLATNESS) / 2)) / DOT_SPACING);

/** Spreads dots evenly. A sparse row gets small offsets, so that it does not look mechanical. */
function rowOfDots(radius: number, { count, sway }: { count: number; sway: number }): Point[] {
  const isSparse = count < capacityOf(radius) / 2;
  return Array.from({ length: count }, (_, dot) => {
    const jitter = isSparse ? 0.3 * Math.sin(dot * GOLDEN_ANGLE * 3 + sway) : 0;
    return pointAt(radius, sway - Math.PI / 3 + ((dot + jitter) / count) * 2 * Math.PI, sway);
  });
}

const MARGIN = 16;

/** Returns the SVG view box that holds the outermost ring. */
export function viewBoxFor(outermost: number): string {
  const [x, y] = [Math.ceil(outermost * 1.02) + MARGIN, Math.ceil(outermost * 1.02 * FLATNESS) + MARGIN];
  return `${-x} ${-y} ${2 * x} ${2 * y}`;
}

/** Returns the y coordinate of a ring's label, at its lower edge. */
export function labelY(radius: number): number {
  return round(radius * FLATNESS + 6);
}
