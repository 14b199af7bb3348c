import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { EXPECTED_FINDINGS } from "../support/import-findings";
import { importTextPath } from "../support/import-text";

const run = promisify(execFile);
const command = ["--import", "tsx", "scripts/articles-import.ts"];

test("prints one line of JSON per file, without a database", async () => {
  const files = ["migration-talks.txt", "water-at-school.md"].map(importTextPath);
  const { DATABASE_URL: _unset, ...env } = process.env;
  const { stdout } = await run(process.execPath, [...command, "--dry-run", ...files], { env });
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([EXPECTED_FINDINGS["migration-talks.txt"], EXPECTED_FINDINGS["water-at-school.md"]]);
}, 60_000);

test("reports an unreadable file, and reads the others", async () => {
  const files = [importTextPath("no-such.txt"), importTextPath("heat-at-work.txt")];
  const failed = await run(process.execPath, [...command, ...files, "--dry-run"]).catch((error) => error);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("no-such.txt cannot be read") });
  expect(JSON.parse(failed.stdout)).toEqual(EXPECTED_FINDINGS["heat-at-work.txt"]);
}, 60_000);
