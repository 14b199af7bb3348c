import type { ShownFigures } from "@/lib/reporting/ripple/rules";
import { dotsOn, type Ring, radiusOf, ringPath, ringsOf } from "./rings";

/** Rings that are drawn where nothing may be told yet: a stone has fallen all the same. */
const STILL = 3;

type RingDrawingProps = Pick<ShownFigures, "generations" | "scattered"> & { label: string };

/** A stone in water: a ring for each generation, a dot for each signature as far as there is room. The table says it in numbers. */
export function RingDrawing({ generations, scattered, label }: RingDrawingProps) {
  const rings = ringsOf(generations);
  const drawn = Math.max(STILL, rings.length + 1);
  const radii = Array.from({ length: drawn }, (_, index) => radiusOf(index, drawn));
  return (
    <svg className="ripple-drawing" viewBox="-310 -190 620 380" role="img" aria-label={label}>
      {radii.map((radius, index) => {
        const ring = rings[index];
        if (ring) return <SignedRing key={radius} ring={ring} radius={radius} />;
        return <StillRing key={radius} radius={radius} dots={index === rings.length ? scattered : null} />;
      })}
      <ellipse className="ripple-stone-shade" cx="3" cy="5" rx="19" ry="9" />
      <path className="ripple-stone" d="M-17 1C-17-6-9-11 1-11S18-7 18 0 9 8-1 8-17 7-17 1Z" />
    </svg>
  );
}

function SignedRing({ ring, radius }: { ring: Ring; radius: number }) {
  const sway = ring.generation * 1.7;
  const count = ring.confirmed ?? 0;
  const isKnown = ring.confirmed !== null;
  return (
    <g>
      <path className={isKnown ? "ripple-ring" : "ripple-ring-still"} d={ringPath(radius, sway)} />
      {isKnown && <path className="ripple-ring-echo" d={ringPath(radius + 5, sway + 0.4)} />}
      <Dots radius={radius} count={count} sway={sway} />
    </g>
  );
}

function StillRing({ radius, dots }: { radius: number; dots: number | null }) {
  return (
    <g>
      <path className="ripple-ring-still" d={ringPath(radius, radius)} />
      <Dots radius={radius} count={dots ?? 0} sway={2} />
    </g>
  );
}

function Dots({ radius, count, sway }: { radius: number; count: number; sway: number }) {
  return dotsOn(radius, { count, sway }).map(({ x, y }) => (
    <circle key={`${x} ${y}`} className="ripple-dot" cx={x} cy={y} r="3.6" />
  ));
}
