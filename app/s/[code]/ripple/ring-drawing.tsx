import type { PublicLinkFigures } from "@/lib/reporting/public-link-figures";
import {
  dotsOn,
  labelY,
  type Ring,
  radiusOf,
  ringPath,
  ringsOf,
  stepBetween,
  viewBoxFor,
} from "./ring-geometry";

/** With more rings their numbers would overlap. */
const MAX_LABELS = 5;

/** Without public figures, empty rings are drawn. */
const MIN_RINGS = 3;

type RingDrawingProps = Pick<PublicLinkFigures, "generations" | "scattered"> & { label: string };

/** Draws a ring in water for each generation, with a dot for each signature that fits. The table has the numbers. */
export function RingDrawing({ generations, scattered, label }: RingDrawingProps) {
  const rings = ringsOf(generations);
  const drawn = Math.max(MIN_RINGS, rings.length + 1);
  const breadth = stepBetween(drawn) * 0.62;
  const radii = Array.from({ length: drawn }, (_, index) => radiusOf(index, drawn));
  return (
    <svg
      className="ripple-drawing"
      viewBox={viewBoxFor(radiusOf(drawn - 1, drawn))}
      role="img"
      aria-label={label}
    >
      {radii.map((radius, index) => {
        const ring = rings[index];
        if (ring) return <SignedRing key={radius} {...{ ring, radius, breadth }} />;
        const dots = index === rings.length ? scattered : null;
        return <EmptyRing key={radius} {...{ radius, breadth, dots }} />;
      })}
      {rings.length <= MAX_LABELS &&
        rings.map(({ generation, confirmed }, index) => (
          <text key={generation} className="ripple-label" y={labelY(radiusOf(index, drawn))}>
            {confirmed}
          </text>
        ))}
      <ellipse className="ripple-stone-shadow" cx="3" cy="5" rx="19" ry="9" />
      <path className="ripple-stone" d="M-17 1C-17-6-9-11 1-11S18-7 18 0 9 8-1 8-17 7-17 1Z" />
    </svg>
  );
}

function SignedRing({ ring, radius, breadth }: { ring: Ring; radius: number; breadth: number }) {
  const sway = ring.generation * 1.7;
  const count = ring.confirmed ?? 0;
  const isKnown = ring.confirmed !== null;
  return (
    <g>
      <path className={isKnown ? "ripple-ring" : "ripple-ring-still"} d={ringPath(radius, sway)} />
      {isKnown && <path className="ripple-ring-echo" d={ringPath(radius + 5, sway + 0.4)} />}
      <Dots {...{ radius, breadth, count, sway }} />
    </g>
  );
}

type EmptyRingProps = { radius: number; breadth: number; dots: number | null };

function EmptyRing({ radius, breadth, dots }: EmptyRingProps) {
  return (
    <g>
      <path className="ripple-ring-still" d={ringPath(radius, radius)} />
      <Dots {...{ radius, breadth }} count={dots ?? 0} sway={2} />
    </g>
  );
}

type DotsProps = { radius: number; breadth: number; count: number; sway: number };

function Dots({ radius, ...crowd }: DotsProps) {
  return dotsOn(radius, crowd).map(({ x, y }) => (
    <circle key={`${x} ${y}`} className="ripple-dot" cx={x} cy={y} r="3.4" />
  ));
}
