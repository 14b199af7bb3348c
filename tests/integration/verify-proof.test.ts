import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { commitmentOf, commitmentSecret } from "@/lib/proof/commitment";
import { entryHash } from "@/lib/proof/entry-line";
import { isConsistent, isIncluded } from "@/lib/proof/merkle";
import { verifyLog } from "@/lib/proof/verify-log";
import { door } from "@/server/door";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";
import { findFaults } from "../support/verify-log-independently";

const { db, drop } = await aDatabase();
afterAll(drop);

const proven = await aProvenCampaign(db);
const { campaign, signMany, quarantine, withdraw, endDay, listEntries, listDays } = proven;
const api = `/api/v1/campaigns/${campaign.slug}/proof`;
const DAYS = ["2025-03-01", "2025-03-02", "2025-03-04"];
const signed: string[] = [];

const get = (path: string) => door.request(`http://localhost${path}`);
const json = async (path: string) => (await get(path)).json();
const bytes = (text: string) => Buffer.from(text, "hex");

beforeAll(async () => {
  for (const day of DAYS) {
    const ids = await signMany(5);
    signed.push(...ids);
    await quarantine(...ids.slice(0, 1));
    await withdraw(ids[1] ?? "");
    await endDay(day);
  }
}, 60_000);

/** Downloads the public files, and returns their directory. */
async function download(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "log-"));
  for (const path of ["index.json", "entries/0.jsonl", "days/0.jsonl"]) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), await (await get(`${api}/log/${path}`)).text());
  }
  return directory;
}

const verify = (directory: string, kept?: { size: number; root: string }) =>
  verifyLog((path) => readFile(join(directory, path), "utf8"), { kept });

/** Downloads the log and changes the lines of one of its files. */
async function tampered(path: string, change: (lines: string[]) => string[]): Promise<string> {
  const directory = await download();
  const file = join(directory, path);
  const before = (await readFile(file, "utf8")).trimEnd().split("\n");
  const after = change([...before]);
  expect(after).not.toEqual(before);
  await writeFile(file, `${after.join("\n")}\n`);
  return directory;
}

test("the published files verify, with our program and with an independent one", async () => {
  const directory = await download();
  const entries = await listEntries();
  expect(await verify(directory)).toMatchObject({
    outcome: "intact",
    campaign: campaign.slug,
    days: 3,
    size: entries.length,
    count: 9,
  });
  expect(findFaults(directory)).toEqual([]);
});

describe("both programs detect", () => {
  const swap = (line: string) => line.replace(/(?<="commitment":")./, (digit) => (digit === "0" ? "1" : "0"));
  const tamperings: Record<string, [string, (lines: string[]) => string[]]> = {
    "an altered leaf": ["entries/0.jsonl", ([first = "", ...rest]) => [swap(first), ...rest]],
    "a removed leaf": ["entries/0.jsonl", (lines) => lines.toSpliced(8, 1)],
    "an added leaf": ["entries/0.jsonl", (lines) => [...lines, swap(lines[15] ?? "")]],
    "two swapped leaves": ["entries/0.jsonl", ([one = "", two = "", ...rest]) => [two, one, ...rest]],
    "a rewritten count": [
      "entries/0.jsonl",
      (lines) => lines.map((line) => line.replace('"change":-1', '"change":-2')),
    ],
    "a rewritten day": [
      "days/0.jsonl",
      (lines) =>
        lines.with(
          1,
          (lines[1] ?? "").replace(/(?<="root":")./, (digit) => (digit === "0" ? "1" : "0")),
        ),
    ],
    "a day with another count": [
      "days/0.jsonl",
      (lines) => lines.map((line) => line.replace('"count":6', '"count":7')),
    ],
    "a day with another signed text": [
      "days/0.jsonl",
      (lines) => lines.map((line) => line.replace("count 6", "count 7")),
    ],
    "a removed day": ["days/0.jsonl", (lines) => lines.toSpliced(1, 1)],
    "a day without its signature": [
      "days/0.jsonl",
      (lines) =>
        lines.with(
          1,
          JSON.stringify({ ...JSON.parse(lines[1] ?? ""), signature: JSON.parse(lines[0] ?? "").signature }),
        ),
    ],
  };

  test.each(Object.entries(tamperings))("%s", async (_what, [path, change]) => {
    const directory = await tampered(path, change);
    expect(await verify(directory)).toMatchObject({ outcome: "broken" });
    expect(findFaults(directory)).not.toEqual([]);
  });
});

test("a root that was kept before reveals a log that was rewritten or cut", async () => {
  const directory = await download();
  const [first, second] = await listDays();
  const root = Buffer.from(first?.root ?? []).toString("hex");
  expect(await verify(directory, { size: first?.size ?? 0, root })).toMatchObject({ outcome: "intact" });
  expect(await verify(directory, { size: second?.size ?? 0, root })).toMatchObject({
    fault: expect.stringContaining("rewritten"),
  });
  expect(await verify(directory, { size: 1_000, root })).toMatchObject({
    fault: expect.stringContaining("cut"),
  });
});

test("the API returns the newest head, the entries and the address of the log", async () => {
  const proof = await json(api);
  const entries = await listEntries();
  expect(proof).toMatchObject({ day: "2025-03-04", size: entries.length, count: 9, next: null });
  expect(proof.root).toMatch(/^[0-9a-f]{64}$/);
  expect(proof.entries).toHaveLength(entries.length);
  expect(proof.url).toContain(`${api}/log/index.json`);
  expect(JSON.stringify(proof)).not.toMatch(/Ada|example\.org/);
  expect((await get(`/api/v1/campaigns/nothing-here/proof`)).status).toBe(404);
});

test("each signature is proved to be in the log by what only its receipt contains", async () => {
  const entries = await listEntries();
  for (const id of signed) {
    const [row] = await db.select().from(signatures).where(eq(signatures.id, id));
    const text = campaign.texts.find((one) => one.id === row?.textId);
    const secret = commitmentSecret({ signatureId: id, confirmedAt: row?.confirmedAt ?? new Date() });
    const commitment = commitmentOf(secret, text?.sha256 ?? "");
    const found = await json(`${api}/entries/${commitment.toString("hex")}`);
    const entry = entries[found.position];
    if (!entry) throw new Error("the signature is not in the log");
    const { size, root } = found.head;
    const claim = { index: found.position, size, root: bytes(root), proof: found.proof.map(bytes) };
    expect(isIncluded(entryHash(entry), claim)).toBe(true);
  }
  expect((await get(`${api}/entries/${"0".repeat(64)}`)).status).toBe(404);
});

test("each day is proved to continue the ones before", async () => {
  const days = await listDays();
  for (const earlier of days)
    for (const later of days.filter(({ size }) => size >= earlier.size)) {
      const { proof } = await json(`${api}/consistency?from=${earlier.size}&to=${later.size}`);
      expect(isConsistent(earlier, later, proof.map(bytes))).toBe(true);
    }
  expect((await get(`${api}/consistency?from=9&to=3`)).status).toBe(400);
  expect((await get(`${api}/consistency?from=0&to=99999`)).status).toBe(400);
});

test("npm run proof:verify reads a directory, and fails for a log that was changed", async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/proof-verify.ts", ...args], {
      env: { NODE_ENV: "test", PATH: process.env.PATH },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const broken = await tampered("entries/0.jsonl", (lines) => lines.toSpliced(0, 1));
  const [intact, failed, missing] = await Promise.all([run(await download()), run(broken), run("/nowhere")]);
  expect(intact).toMatchObject({ code: 0, stdout: expect.stringContaining("add up to 9 signatures") });
  expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining("not intact") });
  expect(missing.code).toBe(2);
}, 60_000);
