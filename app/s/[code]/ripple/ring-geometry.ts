import type { PublicLinkFigures } from "@/lib/reporting/public-link-figures";

/** More than this cannot be told apart: the last ring stands for whatever lies beyond it, too. */
const MOST_RINGS = 10;

export type Ring = { generation: number; confirmed: number | null; andLater: boolean };

/** A ring for each generation, the last one for all that follow. */
export function ringsOf(generations: PublicLinkFigures["generations"]): Ring[] {
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

/** How far one ring is from the next: they stand closer where there are many. */
export function stepBetween(rings: number): number {
  return Math.min(WIDEST_STEP, (OUTERMOST - INNERMOST) / Math.max(1, rings - 1));
}

/** A ring's half width. */
export function radiusOf(index: number, rings: number): number {
  return INNERMOST + index * stepBetween(rings);
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

/** Dots that do not fit on a ring make it broader, by so many rows at most. */
const MOST_ROWS = 5;
const ROW_EVERY = 8;

/** A dot for each signature as far as there is room: on the ring, then in rows about it. */
export function dotsOn(radius: number, crowd: { count: number; sway: number; breadth: number }): Point[] {
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(crowd.breadth / ROW_EVERY)));
  const rows = Array.from({ length: most }, (_, row) => {
    const aside = Math.ceil(row / 2) * (row % 2 === 1 ? 1 : -1);
    return radius + aside * ROW_EVERY;
  });
  let left = crowd.count;
  return rows.flatMap((at, row) => {
    const here = Math.min(left, roomOn(at));
    left -= here;
    return rowOfDots(at, { count: here, sway: crowd.sway + row * GOLDEN });
  });
}

const roomOn = (radius: number) => Math.floor((2 * Math.PI * radius * ((1 + FLATNESS) / 2)) / DOT_EVERY);

/** Evenly spread; where they are few, each a little out of place. */
function rowOfDots(radius: number, { count, sway }: { count: number; sway: number }): Point[] {
  const isSparse = count < roomOn(radius) / 2;
  return Array.from({ length: count }, (_, dot) => {
    const astray = isSparse ? 0.3 * Math.sin(dot * GOLDEN * 3 + sway) : 0;
    return pointAt(radius, sway - Math.PI / 3 + ((dot + astray) / count) * 2 * Math.PI, sway);
  });
}

const SHORE = 16;

/** The view box that holds the outermost ring. */
export function waterAround(outermost: number): string {
  const [x, y] = [Math.ceil(outermost * 1.02) + SHORE, Math.ceil(outermost * 1.02 * FLATNESS) + SHORE];
  return `${-x} ${-y} ${2 * x} ${2 * y}`;
}

/** Where a ring says its number: on the near shore's side. */
export function labelUnder(radius: number): number {
  return round(radius * FLATNESS + 6);
}
