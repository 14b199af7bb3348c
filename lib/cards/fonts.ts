import { createHash } from "node:crypto";
import { access, constants, mkdir, mkdtemp, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pLimit from "p-limit";
import sharp from "sharp";
import { decompress } from "wawoff2";
import { listNeededFamilies } from "@/lib/font-coverage";
import { type FontFamily, filesFor, fontFiles, SITE_FONTS } from "@/lib/fonts";

export type Face = keyof typeof SITE_FONTS;

type Font = { name: string; files: string[] };

/** The serif's files have an optical size axis. */
const SITE_FILES: Record<Face, Font> = {
  serif: siteFont(SITE_FONTS.serif, "opsz"),
  sans: siteFont(SITE_FONTS.sans, "wght"),
};

function siteFont(
  { name, variablePackage, subsets }: (typeof SITE_FONTS)[Face],
  axis: "opsz" | "wght",
): Font {
  return { name, files: fontFiles(variablePackage, subsets, `${axis}-normal.woff2`) };
}

function fallbackFont(family: FontFamily, text: string): Font {
  const [regular, semibold = regular] = family.weights;
  return { name: family.name, files: filesFor(family, text, `${semibold}-normal.woff2`) };
}

const loading = new Map<string, Promise<void>>();
/** The decompressor returns a shared buffer that the next call overwrites. */
const inSequence = pLimit(1);

/**
 * Loads the fonts that a text needs and returns their family names: the site's fonts first, then fallbacks for missing
 * letters.
 */
export async function loadFamilies(text: string, face: Face): Promise<string> {
  const fonts = fontsFor(text, face);
  await Promise.all(fonts.flatMap(({ files }) => files).map(loadFont));
  return [...new Set(fonts.map(({ name }) => name))].join(",");
}

/** Returns the fonts for a text in lookup order. */
export function fontsFor(text: string, face: Face): Font[] {
  const { serif, sans } = SITE_FILES;
  const site = face === "serif" ? [serif, sans] : [sans, serif];
  return [...site, ...listNeededFamilies(text, face).map((family) => fallbackFont(family, text))];
}

function loadFont(file: string): Promise<void> {
  const loaded = loading.get(file) ?? inSequence(() => unpack(file));
  loading.set(file, loaded);
  // After a failure the next call tries again.
  loaded.catch(() => loading.delete(file));
  return loaded;
}

/**
 * Unpacks a web font to a file that Pango can read. Pango keeps a font for the life of the process once a text has
 * used it.
 */
async function unpack(file: string) {
  const packed = await readFile(file);
  const hash = createHash("sha256").update(packed).digest("hex").slice(0, 12);
  const path = join(await unpackedFolder(), `${basename(file, ".woff2")}-${hash}.ttf`);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (!exists) await writeAtomically(path, await decompress(packed));
  await sharp({ text: { text: ".", font: "sans 8", fontfile: path } })
    .raw()
    .toBuffer();
}

/** Writes to a temporary name and renames the file: other processes must not read half of it. */
async function writeAtomically(path: string, font: Uint8Array) {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, font);
  await rename(draft, path);
}

let folder: Promise<string> | undefined;

/**
 * Returns the folder for unpacked fonts: next to the packed ones, or a private temporary folder if that is read-only.
 */
function unpackedFolder(): Promise<string> {
  const cache = join(/* turbopackIgnore: true */ process.cwd(), "node_modules/.cache/groundswell/fonts");
  folder ??= mkdir(cache, { recursive: true })
    .then(() => access(cache, constants.W_OK))
    .then(
      () => cache,
      () => mkdtemp(join(tmpdir(), "groundswell-fonts-")),
    );
  return folder;
}
