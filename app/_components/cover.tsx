import { generateCover } from "@/lib/cards/cover";

const WIDTH = 1200;
const HEIGHT = 675;

type CoverProps = { seed: string; title: string; className?: string };

/** A generated cover for a page without a photograph. Decorative. */
export function Cover({ seed, title, className }: CoverProps) {
  const { hue, sun, word, lines } = generateCover({ seed, title, width: WIDTH, height: HEIGHT });
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      className={className}
      style={{ ["--hue" as string]: hue }}
      aria-hidden="true"
    >
      <rect width={WIDTH} height={HEIGHT} className="cover-paper" />
      <circle {...sun} className="cover-sun" />
      <text
        x={word.x}
        y={word.y}
        textAnchor="middle"
        fontSize={word.fontSize}
        textLength={word.textLength}
        lengthAdjust="spacingAndGlyphs"
        className="cover-word"
      >
        {word.text}
      </text>
      {lines.map(({ path, opacity }) => (
        <path key={path} d={path} className="cover-line" style={{ opacity }} />
      ))}
    </svg>
  );
}
