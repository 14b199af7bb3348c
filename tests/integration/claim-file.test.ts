import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFile } from "@/scripts/stack/claim";

let folder: string;
const file = () => join(folder, "owner");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "claims-"));
});

afterEach(() => rm(folder, { recursive: true }));

const CLAIM = `
  const { claimFile } = await import(process.argv[1]);
  console.log((await claimFile(process.argv[2])).outcome);
  process.stdin.resume();
`;

/** Starts processes that claim the same file concurrently and run until they are killed. */
async function startClaimants(count: number) {
  const module = join(import.meta.dirname, "../../scripts/stack/claim.ts");
  const others = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", CLAIM, module, file()], {
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const outcomes = await Promise.all(
    others.map(async ({ stdout }) => String(await once(stdout, "data")).trim()),
  );
  const kill = () =>
    Promise.all(
      others.map((other) => {
        other.kill("SIGKILL");
        return once(other, "exit");
      }),
    );
  return { outcomes, kill };
}

test("one of several concurrent claimants gets the file, and a killed owner loses it", async () => {
  for (const round of [1, 2]) {
    const { outcomes, kill } = await startClaimants(4);
    expect(outcomes.toSorted(), `round ${round}`).toEqual(["claimed", "taken", "taken", "taken"]);
    expect(await claimFile(file())).toMatchObject({ outcome: "taken" });
    await kill();
  }
  expect(await claimFile(file())).toMatchObject({ outcome: "claimed" });
}, 60_000);

test("an empty claim file, or one whose process id belongs to another program, can be claimed", async () => {
  for (const stale of ["", `${process.pid} 1`]) {
    await writeFile(file(), stale);
    const claimed = await claimFile(file());
    expect(claimed.outcome, stale).toBe("claimed");
    await rm(file());
  }
});

test("releasing twice does not remove a later owner's claim", async () => {
  const first = await claimFile(file());
  if (first.outcome === "taken") throw new Error("the file is taken");
  await first.release();
  await claimFile(file());
  const later = await readFile(file(), "utf8");
  await first.release();
  expect(await readFile(file(), "utf8")).toBe(later);
});
