import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/groundswell");
const UNPACKED = join(CACHE, "chromium-147.0.0");

/** The package unpacks into TMPDIR. On AWS Lambda, which this simulates, it also unpacks its shared libraries. */
const UNPACKING = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
const UNPACK = fileURLToPath(new URL("./unpack-chromium.mjs", import.meta.url));

/** Only the fonts of the package, so that pages look the same on every machine. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(UNPACKED, "fonts")}</dir><cachedir>${join(UNPACKED, "fonts-cache")}</cachedir></fontconfig>`;

/**
 * Returns the browser of an npm package with its own libraries (NSS, NSPR, Expat) and fonts, which needs only the C library of the
 * machine. It is unpacked once and cached.
 */
export async function chromium() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `The journeys' browser is built for Linux on x64; this is ${process.platform} on ${process.arch}.`,
    );
  }
  if (!(await exists(UNPACKED))) await unpack();
  return {
    executablePath: join(UNPACKED, "chromium"),
    variables: {
      LD_LIBRARY_PATH: join(UNPACKED, "al2023/lib"),
      FONTCONFIG_FILE: join(UNPACKED, "fonts.conf"),
    },
  };
}

async function unpack() {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, "chromium-"));
  const env = { ...process.env, ...UNPACKING, TMPDIR: draft };
  await promisify(execFile)(process.execPath, [UNPACK], { cwd: ROOT, env });
  await writeFile(join(draft, "fonts.conf"), FONTS);
  try {
    await rename(draft, UNPACKED);
  } catch (error) {
    await rm(draft, { recursive: true });
    // Another process may have unpacked it meanwhile.
    if (!(await exists(UNPACKED))) throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
