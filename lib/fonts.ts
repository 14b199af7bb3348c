import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

// A base that the bundler cannot analyse, so that packages are resolved at run time.
const require = createRequire(join(/* turbopackIgnore: true */ process.cwd(), "package.json"));

/** A font family of social cards (WOFF2) and printed letters (WOFF), from @fontsource. */
export type FontFamily = {
  /** The path of its package.json. */
  package: string;
  /** The name inside its files, by which Pango finds it. */
  name: string;
  subsets: string[];
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
  kosugi(/[\p{Script=Hiragana}\p{Script=Katakana}]/u),
  {
    name: "ZCOOL XiaoWei",
    package: require.resolve("@fontsource/zcool-xiaowei/package.json"),
    subsets: ["chinese-simplified"],
    weights: [400],
    letters: /\p{Script=Han}/u,
  },
  // Has traditional Chinese and characters that only Japanese uses.
  {
    name: "Cactus Classical Serif",
    package: require.resolve("@fontsource/cactus-classical-serif/package.json"),
    subsets: ["chinese-traditional"],
    weights: [400],
    letters: /\p{Script=Han}/u,
  },
  kosugi(/\p{Script=Han}/u),
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

/** Returns the paths of a package's font files, one for each subset. `style` is such as `600-normal.woff2`. */
export function fontFiles(packageJson: string, subsets: string[], style: string): string[] {
  const folder = dirname(packageJson);
  return subsets.map((subset) => join(folder, "files", `${basename(folder)}-${subset}-${style}`));
}

function noto(script: string, packageJson: string): FontFamily {
  return {
    name: `Noto Sans ${script}`,
    package: packageJson,
    subsets: [script.toLowerCase()],
    weights: [400, 600],
    letters: new RegExp(`\\p{Script=${script}}`, "u"),
  };
}

function kosugi(letters: RegExp): FontFamily {
  return {
    name: "Kosugi",
    package: require.resolve("@fontsource/kosugi/package.json"),
    subsets: ["japanese"],
    weights: [400],
    letters,
  };
}
