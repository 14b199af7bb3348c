import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

// A base that the bundler cannot analyse, so that packages are resolved at run time.
const require = createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));

/** A font family from @fontsource, for social cards (WOFF2) and printed letters (WOFF). */
export type FontFamily = {
  /** The path of its package.json. */
  package: string;
  /** The name inside its files, by which Pango finds it. */
  name: string;
  subsets: string[];
  /** Whether it has more characters than its subsets, in numbered files. */
  isSliced?: true;
  /** Regular and, if it exists, semibold. */
  weights: [regular: number, semibold?: number];
  /** The letters that it is a fallback for. */
  letters: RegExp;
};

/** The site's serif and sans. The variable packages have all weights; the serif's has an optical size axis. */
export const SITE_FONTS = {
  serif: {
    name: "Newsreader 16pt",
    package: require.resolve("@fontsource/newsreader/package.json"),
    variablePackage: require.resolve("@fontsource-variable/newsreader/package.json"),
    subsets: ["latin", "latin-ext", "vietnamese"],
  },
  sans: {
    name: "Schibsted Grotesk",
    package: require.resolve("@fontsource/schibsted-grotesk/package.json"),
    variablePackage: require.resolve("@fontsource-variable/schibsted-grotesk/package.json"),
    subsets: ["latin", "latin-ext"],
  },
};

/** The fonts for scripts that the site's fonts do not have, in the order in which they are tried. */
export const FALLBACK_FONTS: FontFamily[] = [
  {
    name: "Noto Serif",
    package: require.resolve("@fontsource/noto-serif/package.json"),
    subsets: ["cyrillic", "cyrillic-ext", "greek", "greek-ext", "latin-ext", "vietnamese"],
    weights: [400, 600],
    letters: /[\p{Script=Cyrillic}\p{Script=Greek}]/u,
  },
  noto("Arabic", require.resolve("@fontsource/noto-sans-arabic/package.json")),
  {
    ...noto("Hebrew", require.resolve("@fontsource/noto-sans-hebrew/package.json")),
    // As it is written in the file.
    name: "Noto Sans Hebrew Thin",
  },
  noto("Devanagari", require.resolve("@fontsource/noto-sans-devanagari/package.json")),
  noto("Bengali", require.resolve("@fontsource/noto-sans-bengali/package.json")),
  noto("Tamil", require.resolve("@fontsource/noto-sans-tamil/package.json")),
  noto("Gujarati", require.resolve("@fontsource/noto-sans-gujarati/package.json")),
  noto("Gurmukhi", require.resolve("@fontsource/noto-sans-gurmukhi/package.json")),
  noto("Kannada", require.resolve("@fontsource/noto-sans-kannada/package.json")),
  noto("Malayalam", require.resolve("@fontsource/noto-sans-malayalam/package.json")),
  noto("Telugu", require.resolve("@fontsource/noto-sans-telugu/package.json")),
  noto("Sinhala", require.resolve("@fontsource/noto-sans-sinhala/package.json")),
  noto("Georgian", require.resolve("@fontsource/noto-sans-georgian/package.json")),
  noto("Armenian", require.resolve("@fontsource/noto-sans-armenian/package.json")),
  noto("Ethiopic", require.resolve("@fontsource/noto-sans-ethiopic/package.json")),
  noto("Thai", require.resolve("@fontsource/noto-sans-thai/package.json")),
  noto("Lao", require.resolve("@fontsource/noto-sans-lao/package.json")),
  noto("Khmer", require.resolve("@fontsource/noto-sans-khmer/package.json")),
  noto("Myanmar", require.resolve("@fontsource/noto-sans-myanmar/package.json")),
  noto("Oriya", require.resolve("@fontsource/noto-sans-oriya/package.json")),
  {
    ...noto("Tibetan", require.resolve("@fontsource/noto-serif-tibetan/package.json")),
    name: "Noto Serif Tibetan",
  },
  noto("Ol_Chiki", require.resolve("@fontsource/noto-sans-ol-chiki/package.json")),
  noto("Meetei_Mayek", require.resolve("@fontsource/noto-sans-meetei-mayek/package.json")),
  noto("Thaana", require.resolve("@fontsource/noto-sans-thaana/package.json")),
  noto("Syriac", require.resolve("@fontsource/noto-sans-syriac/package.json")),
  single("Tifinagh", require.resolve("@fontsource/noto-sans-tifinagh/package.json")),
  single("Nko", require.resolve("@fontsource/noto-sans-nko/package.json")),
  single("Vai", require.resolve("@fontsource/noto-sans-vai/package.json")),
  single("Yi", require.resolve("@fontsource/noto-sans-yi/package.json")),
  noto("Adlam", require.resolve("@fontsource/noto-sans-adlam/package.json")),
  noto("Javanese", require.resolve("@fontsource/noto-sans-javanese/package.json")),
  noto("Cherokee", require.resolve("@fontsource/noto-sans-cherokee/package.json")),
  noto("Canadian_Aboriginal", require.resolve("@fontsource/noto-sans-canadian-aboriginal/package.json")),
  {
    name: "ZCOOL XiaoWei",
    package: require.resolve("@fontsource/zcool-xiaowei/package.json"),
    subsets: ["chinese-simplified"],
    isSliced: true,
    weights: [400],
    letters: /\p{Script=Han}/u,
  },
  {
    name: "Cactus Classical Serif",
    package: require.resolve("@fontsource/cactus-classical-serif/package.json"),
    subsets: ["chinese-traditional"],
    isSliced: true,
    weights: [400],
    letters: /\p{Script=Han}/u,
  },
  {
    name: "Kosugi",
    package: require.resolve("@fontsource/kosugi/package.json"),
    subsets: ["japanese"],
    isSliced: true,
    weights: [400],
    letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  },
  {
    name: "Gowun Dodum",
    package: require.resolve("@fontsource/gowun-dodum/package.json"),
    subsets: ["korean"],
    weights: [400],
    letters: /\p{Script=Hangul}/u,
  },
  {
    name: "Noto Emoji",
    package: require.resolve("@fontsource/noto-emoji/package.json"),
    subsets: ["emoji"],
    weights: [400],
    letters: /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u,
  },
];

/** Returns the paths of a family's files that may have a character of a text. `style` is as in `fontFiles`. */
export function filesFor(family: FontFamily, text: string, style: string): string[] {
  const slices = family.isSliced ? slicesOf(family.package) : [];
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  const needed = slices.filter(({ ranges }) =>
    points.some((point) => ranges.some(([from, to]) => from <= point && point <= to)),
  );
  return fontFiles(family.package, [...family.subsets, ...needed.map(({ name }) => name)], style);
}

type Slice = { name: string; ranges: [from: number, to: number][] };

const slicesByPackage = new Map<string, Slice[]>();

/** Reads which characters the numbered files of a package are for, such as `{"[7]": "U+4e00-4e0d,U+4e10"}`. */
function slicesOf(packageJson: string): Slice[] {
  const known = slicesByPackage.get(packageJson);
  if (known) return known;
  const ranges: Record<string, string> = JSON.parse(
    readFileSync(join(dirname(packageJson), "unicode.json"), "utf8"),
  );
  const slices = Object.entries(ranges).flatMap(([key, list]): Slice[] => {
    const name = /^\[(\d+)\]$/.exec(key)?.[1];
    return name ? [{ name, ranges: list.split(",").map(parseRange) }] : [];
  });
  slicesByPackage.set(packageJson, slices);
  return slices;
}

function parseRange(range: string): [from: number, to: number] {
  const [from = "", to = from] = range.trim().slice(2).split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

/** Returns the paths of a package's font files, one for each subset. `style` is such as `600-normal.woff2`. */
export function fontFiles(packageJson: string, subsets: string[], style: string): string[] {
  const folder = dirname(packageJson);
  return subsets.map((subset) => join(folder, "files", `${basename(folder)}-${subset}-${style}`));
}

function noto(script: string, packageJson: string): FontFamily {
  return {
    name: `Noto Sans ${script.replace("_", " ")}`,
    package: packageJson,
    subsets: [script.toLowerCase().replace("_", "-")],
    weights: [400, 600],
    letters: new RegExp(`\\p{Script=${script}}`, "u"),
  };
}

/** A family of one weight. */
function single(script: string, packageJson: string): FontFamily {
  return { ...noto(script, packageJson), weights: [400] };
}
