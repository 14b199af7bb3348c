import { createHash } from "node:crypto";

const WIDTH = 1200;
const HEIGHT = 675;
const LINES = 20;
const STEPS = 24;

type CoverProps = { seed: string; title: string; className?: string };

/**
 * A cover for what has no photograph: a word of its title that sets into swells of ink on tinted paper, drawn from
 * the seed, so that the same article always has the same sea. Decoration only.
 */
export function Cover({ seed, title, className }: CoverProps) {
  const dice = createHash("sha256").update(seed).digest();
  const at = (index: number) => (dice[index % dice.length] ?? 0) / 255;
  const word = longestWord(title);
  const hue = Math.round(at(0) * 360);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      className={className}
      style={{ ["--hue" as string]: hue }}
      aria-hidden="true"
    >
      <rect width={WIDTH} height={HEIGHT} className="cover-paper" />
      <circle cx={200 + at(1) * 800} cy={120 + at(2) * 200} r={70 + at(3) * 80} className="cover-sun" />
      <text x={WIDTH / 2} y={HEIGHT * 0.62} textAnchor="middle" {...wordFit(word)} className="cover-word">
        {word}
      </text>
      {Array.from({ length: LINES }, (_, line) => (
        <path
          key={`${seed}-${String(line)}`}
          d={swell(line, at)}
          className="cover-line"
          style={{ opacity: 0.25 + (line / LINES) * 0.75 }}
        />
      ))}
    </svg>
  );
}

function longestWord(title: string): string {
  const words = title.match(/\p{L}+/gu) ?? [""];
  return words
    .reduce((longest, word) => (word.length > longest.length ? word : longest), "")
    .toLocaleLowerCase();
}

/** As large as fits into what even a narrow crop shows. The width is told to the browser, too, whatever its font. */
function wordFit(word: string) {
  const perLetter = 0.5;
  const fontSize = Math.min(300, (WIDTH * 0.76) / Math.max(1, word.length * perLetter));
  return {
    fontSize,
    textLength: Math.round(word.length * perLetter * fontSize),
    lengthAdjust: "spacingAndGlyphs",
  };
}

/** A line of the sea as whole, relative steps: the shortest way to write it, since a page carries it twice. */
function swell(line: number, at: (index: number) => number): string {
  const base = HEIGHT * 0.3 + (line / LINES) * HEIGHT * 0.72;
  const height = 14 + line * 2.4;
  const heightAt = (step: number) => {
    const x = step / STEPS;
    const slow = Math.sin(x * Math.PI * (1.5 + at(4) * 2) + at(5) * 6 + line * 0.22);
    const quick = Math.sin(x * Math.PI * (4 + at(6) * 5) + at(7) * 6 - line * (0.25 + at(8) * 0.3));
    return Math.round(base + slow * height + quick * height * 0.4);
  };
  const steps = Array.from(
    { length: STEPS },
    (_, step) => `${WIDTH / STEPS} ${heightAt(step + 1) - heightAt(step)}`,
  );
  return `M0 ${heightAt(0)}l${steps.join(" ").replaceAll(" -", "-")}`;
}
