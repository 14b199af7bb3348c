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

/** Our own faces, in the order in which Pango looks into them. The serif's drawing changes with its size. */
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

/** A Noto face for one script. It is read when somebody writes in that script, and not before. */
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
  // The family's name in the file itself.
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
  // What is written in traditional characters, and in those that only Japanese has.
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
/** The decompressor answers with its own memory, which the next call writes over. */
const oneByOne = pLimit(1);

/** The families that set a text, ready to be used: our own faces first, then what stands in for letters that they lack. */
export async function loadFamilies(text: string, face: Face): Promise<string> {
  const fonts = fontsFor(text, face);
  await Promise.all(fonts.flatMap(({ files }) => files).map(loadFont));
  return [...new Set(fonts.map(({ family }) => family))].join(",");
}

/** What sets a text, in the order in which it is looked into. */
export function fontsFor(text: string, face: Face): Font[] {
  const own = face === "serif" ? HOUSE : HOUSE.toReversed();
  return [...own, ...STAND_INS.filter(({ letters }) => letters.test(text))];
}

function loadFont(file: string): Promise<void> {
  const made = known.get(file) ?? oneByOne(() => unpack(file));
  known.set(file, made);
  // What could not be read this time is tried again the next.
  made.catch(() => known.delete(file));
  return made;
}

/** Pango reads no web fonts, and only from files. It remembers each for the life of the process once it was named with a text. */
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

/** Whole or not at all: other processes look for it, too. */
async function keep(path: string, font: Uint8Array) {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, font);
  await rename(unfinished, path);
}

let made: Promise<string> | undefined;

/** Where unpacked fonts stay: beside the packed ones, where nobody else writes; in a folder of this process's own where nothing can be written. */
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
