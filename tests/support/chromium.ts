import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "../..");
const CACHE = join(ROOT, "node_modules/.cache/groundswell");
const UNPACKED = join(CACHE, "chromium-147.0.0");

/** The package unpacks into TMPDIR; this makes it think of a machine where the libraries of its own are wanted too. */
const UNPACKING = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
const UNPACK =
  'import chromium from "@sparticuz/chromium"; chromium.setGraphicsMode = false; await chromium.executablePath();';

/** The fonts that came with the browser, and none of the machine's: pages look the same everywhere. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(UNPACKED, "fonts")}</dir><cachedir>${join(UNPACKED, "fonts-cache")}</cachedir></fontconfig>`;

/**
 * A browser that npm brought, with its own libraries (NSS, NSPR, Expat) and fonts: of the machine it needs no more
 * than the C library. It is unpacked once and kept.
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
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK], { cwd: ROOT, env });
  await writeFile(join(draft, "fonts.conf"), FONTS);
  try {
    await rename(draft, UNPACKED);
  } catch (error) {
    await rm(draft, { recursive: true });
    // Another run may have been faster.
    if (!(await exists(UNPACKED))) throw error;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
