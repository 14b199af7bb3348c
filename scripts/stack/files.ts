import { randomBytes } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";

/** Puts a file in its place, whole, for its owner's eyes only; or leaves the one that is there and answers false. */
export async function createAtomically(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  try {
    // A hard link appears at once or not at all, and never replaces what exists.
    await link(draft, file);
    return true;
  } catch (error) {
    if (failedWith("EEXIST", error)) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** What a file says, or null without one. */
export async function readIfExists(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (failedWith("ENOENT", error)) return null;
    throw error;
  }
}

/** Whether it is this error of the operating system. */
export function failedWith(code: string, error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
