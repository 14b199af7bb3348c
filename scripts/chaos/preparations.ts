import { access, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lifetime } from "../stack/lifetime";
import { CommandFailed, run } from "../stack/run";

const DISK_MEGABYTES = 700;
const LIBRARY = "libfaketime.so.1";
const LIBRARY_FOLDERS = ["/usr/lib", "/usr/local/lib"];

/** A small disk of its own for the database, which can be filled. Null if it cannot be mounted: that needs root. */
export type Disk = { folder: string; fill: () => Promise<void>; free: () => Promise<void> };

/** Mounts a small file system in memory below a folder. */
export async function mountDisk(dataDir: string, lifetime: Lifetime): Promise<Disk | null> {
  const folder = join(dataDir, "database");
  await mkdir(folder, { recursive: true });
  const isMounted = await run([
    "mount",
    "-t",
    "tmpfs",
    "-o",
    `size=${DISK_MEGABYTES}m,mode=755`,
    "tmpfs",
    folder,
  ]).then(
    () => true,
    () => false,
  );
  if (!isMounted) return null;
  lifetime.onStop(async () => void (await run(["umount", "-l", folder])));
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: async () => {
      // Ends when no space is left, with an error.
      await run(["dd", "if=/dev/zero", `of=${ballast}`, "bs=1M"]).catch((error: unknown) => {
        if (!(error instanceof CommandFailed)) throw error;
      });
    },
    free: () => rm(ballast, { force: true }),
  };
}

/** A clock that web and worker see instead of the machine's. Null if libfaketime is not installed. */
export type Clock = { variables: Record<string, string>; jump: (seconds: number) => Promise<void> };

/** Prepares a clock that can jump. Only the time of day is changed, as by an administrator; timers go on. */
export async function prepareClock(dataDir: string): Promise<Clock | null> {
  const library = await findLibrary();
  if (!library) return null;
  const file = join(dataDir, "clock");
  const jump = (seconds: number) => writeFile(file, `${seconds < 0 ? "" : "+"}${seconds}\n`);
  await jump(0);
  const variables = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_CACHE_DURATION: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_DONT_RESET: "1",
  };
  return { variables, jump };
}

async function findLibrary(): Promise<string | null> {
  for (const folder of LIBRARY_FOLDERS) {
    const below = await readdir(folder).catch(() => []);
    for (const place of ["", ...below]) {
      const library = join(folder, place, "faketime", LIBRARY);
      if (
        await access(library).then(
          () => true,
          () => false,
        )
      )
        return library;
    }
  }
  return null;
}
