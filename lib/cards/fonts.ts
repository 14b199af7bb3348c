import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pLimit from "p-limit";
import sharp from "sharp";
import { decompress } from "wawoff2";

export type Face = "serif" | "sans";

const MODULES = join(/* turbopackIgnore: true */ process.cwd(), "node_modules");

type Font = { family: string; files: string[]; letters: RegExp };

const variable = (family: string, subset: string) =>
  `@fontsource-variable/${family}/files/${family}-${subset}-normal.woff2`;
const fixed = (family: string, subset: string, weight = 400) =>
  `@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff2`;

/** The site's own fonts in Pango's lookup order. The serif has an optical size axis. */
const HOUSE: Font[] = [
  {
    family: "Newsreader 16pt",
    files: ["latin-opsz", "latin-ext-opsz", "vietnamese-opsz"].map((subset) =>
      variable("newsreader", subset),
    ),
    letters: /./u,
  },
  {
    family: "Schibsted Grotesk",
    files: ["latin-wght", "latin-ext-wght"].map((subset) => variable("schibsted-grotesk", subset)),
    letters: /./u,
  },
];

/** Defines the Noto font of one script. It is loaded when a text first needs it. */
function noto(script: string, { called = `Noto Sans ${script}` } = {}): Font {
  const name = script.toLowerCase();
  const file = fixed(`noto-sans-${name}`, name, 600);
  return { family: called, files: [file], letters: new RegExp(`\\p{Script=${script}}`, "u") };
}

const STAND_INS: Font[] = [
  {
    family: "Noto Serif",
    files: ["cyrillic", "cyrillic-ext", "greek", "greek-ext"].map((subset) =>
      fixed("noto-serif", subset, 600),
    ),
    letters: /[\p{Script=Cyrillic}\p{Script=Greek}]/u,
  },
  noto("Arabic"),
  // The family name inside the font file.
  noto("Hebrew", { called: "Noto Sans Hebrew Thin" }),
  ...["Devanagari", "Bengali", "Tamil", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Telugu"].map(
    (name) => noto(name),
  ),
  ...["Sinhala", "Georgian", "Armenian", "Ethiopic", "Thai", "Lao", "Khmer", "Myanmar"].map((name) =>
    noto(name),
  ),
  {
    family: "Kosugi",
    files: [fixed("kosugi", "japanese")],
    letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  },
  {
    family: "ZCOOL XiaoWei",
    files: [fixed("zcool-xiaowei", "chinese-simplified")],
    letters: /\p{Script=Han}/u,
  },
  // Covers traditional Chinese and characters specific to Japanese.
  {
    family: "Cactus Classical Serif",
    files: [fixed("cactus-classical-serif", "chinese-traditional")],
    letters: /\p{Script=Han}/u,
  },
  { family: "Kosugi", files: [fixed("kosugi", "japanese")], letters: /\p{Script=Han}/u },
  { family: "Gowun Dodum", files: [fixed("gowun-dodum", "korean")], letters: /\p{Script=Hangul}/u },
  {
    family: "Noto Emoji",
    files: [fixed("noto-emoji", "emoji")],
    letters: /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u,
  },
];

const known = new Map<string, Promise<void>>();
/** The decompressor returns a shared buffer that the next call overwrites. */
const oneByOne = pLimit(1);

/**
 * Loads the fonts that a text needs and returns their family names: the site's fonts first, then fallbacks for missing
 * letters.
 */
export async function loadFamilies(text: string, face: Face): Promise<string> {
  const fonts = fontsFor(text, face);
  await Promise.all(fonts.flatMap(({ files }) => files).map(loadFont));
  return [...new Set(fonts.map(({ family }) => family))].join(",");
}

/** Returns the fonts for a text in lookup order. */
export function fontsFor(text: string, face: Face): Font[] {
  const own = face === "serif" ? HOUSE : HOUSE.toReversed();
  return [...own, ...STAND_INS.filter(({ letters }) => letters.test(text))];
}

function loadFont(file: string): Promise<void> {
  const made = known.get(file) ?? oneByOne(() => unpack(file));
  known.set(file, made);
  // Forget a failed load, so that the next call tries again.
  made.catch(() => known.delete(file));
  return made;
}

/**
 * Unpacks a web font to a file that Pango can read. Pango keeps a font for the life of the process once a text has
 * used it.
 */
async function unpack(file: string) {
  const packed = await readFile(join(MODULES, file));
  const fingerprint = createHash("sha256").update(packed).digest("hex").slice(0, 12);
  const path = join(await folder(), `${basename(file, ".woff2")}-${fingerprint}.ttf`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) await keep(path, await decompress(packed));
  await sharp({ text: { text: ".", font: "sans 8", fontfile: path } })
    .raw()
    .toBuffer();
}

/** Writes the font atomically, because other processes read it too. */
async function keep(path: string, font: Uint8Array) {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, font);
  await rename(unfinished, path);
}

let made: Promise<string> | undefined;

/**
 * Returns the folder for unpacked fonts: next to the packed ones, or a private temporary folder if that is read-only.
 */
function folder(): Promise<string> {
  const cache = join(MODULES, ".cache/groundswell/fonts");
  made ??= mkdir(cache, { recursive: true })
    .then(() => access(cache, constants.W_OK))
    .then(
      () => cache,
      () => mkdtemp(join(tmpdir(), "groundswell-fonts-")),
    );
  return made;
}
