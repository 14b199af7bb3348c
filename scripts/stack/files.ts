import { randomBytes } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";

/** Creates a file, complete and readable by its owner only. Returns false and changes nothing if it exists. */
export async function createAtomically(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    // A hard link appears complete or not at all, and never replaces an existing file.
    await link(draft, file);
    return true;
  } catch (error) {
    if (failedWith("EEXIST", error)) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Returns the content of a file, or null if it does not exist. */
export async function readIfExists(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (failedWith("ENOENT", error)) return null;
    throw error;
  }
}

/** Whether an error has this code of the operating system. */
export function failedWith(code: string, error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
