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

/** Other processes that claim the same file at the same time, and live on until they are killed. */
async function claimants(count: number) {
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

test("of many who claim a file at once one gets it, and a killed owner owns nothing", async () => {
  for (const round of [1, 2]) {
    const { outcomes, kill } = await claimants(4);
    expect(outcomes.toSorted(), `round ${round}`).toEqual(["claimed", "taken", "taken", "taken"]);
    expect(await claimFile(file())).toMatchObject({ outcome: "taken" });
    await kill();
  }
  expect(await claimFile(file())).toMatchObject({ outcome: "claimed" });
});

test("a claim that a power cut left empty, or whose number another program has by now, is nobody's", async () => {
  for (const stale of ["", `${process.pid} 1`]) {
    await writeFile(file(), stale);
    const claimed = await claimFile(file());
    expect(claimed.outcome, stale).toBe("claimed");
    await rm(file());
  }
});

test("giving back leaves a later owner's claim alone", async () => {
  const first = await claimFile(file());
  if (first.outcome === "taken") throw new Error("nobody else is here");
  await first.release();
  await claimFile(file());
  const theirs = await readFile(file(), "utf8");
  await first.release();
  expect(await readFile(file(), "utf8")).toBe(theirs);
});
