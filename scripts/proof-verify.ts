import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type LogVerdict, type ReadLogFile, verifyLog } from "@/lib/proof/verify-log";
import { defineCommand, parseOptions, reportFailure } from "./command-line";

const command = defineCommand(
  "npm run proof:verify",
  `Verifies the public log of a campaign from its files alone: every entry, every day's root, count and signature. The log is a
directory with its files, or the URL of a campaign, of its proof or of its log.

Keep the last line that it prints. With --expect it reveals a log that was rewritten since, which no log alone can show. --save keeps the
files.

Exits with 0 if the log is intact, 1 if it is not, 2 if it could not be read.`,
)
  .argument("<dir|url>")
  .option("--expect <size:root>", "the end of the log that an earlier run printed")
  .option("--save <dir>", "a directory to keep the files in");

const kept = z
  .string()
  .regex(/^\d+:[0-9a-f]{64}$/, "is not the end of a log as this command prints it: <size>:<root>")
  .transform((text) => ({ size: Number(text.split(":")[0]), root: text.split(":")[1] ?? "" }));

const { expect, save } = parseOptions(
  command,
  z.object({ expect: kept.optional(), save: z.string().optional() }),
);

const MAX_FILE_BYTES = 1_000_000;
const TIMEOUT_MS = 30_000;

/** Returns a reader of the files of a log. */
function readerOf(source: string): ReadLogFile {
  if (!/^https?:\/\//.test(source)) return (path) => readFile(join(source, path), "utf8");
  const base = logAddress(new URL(source));
  return async (path) => {
    const response = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    const text = await response.text();
    if (text.length > MAX_FILE_BYTES) throw new Error(`${response.url} is too large`);
    return text;
  };
}

/** The address of the log of the campaign in a URL. */
function logAddress(url: URL): string {
  const [, slug] = /\/campaigns\/([^/]+)/.exec(url.pathname) ?? [];
  if (!slug) throw new Error(`${url.href} names no campaign: it has no /campaigns/…`);
  return `${url.origin}/api/v1/campaigns/${slug}/proof/log`;
}

function saving(read: ReadLogFile, directory: string): ReadLogFile {
  return async (path) => {
    const text = await read(path);
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    return text;
  };
}

function describe(verdict: LogVerdict): string {
  if (verdict.outcome === "broken") return `The log is not intact: ${verdict.fault}.`;
  const { campaign, days, size, count, root } = verdict;
  return `${campaign}: ${size} entries of ${days} days are intact. They add up to ${count} signatures. End of the log:\n${size}:${root}`;
}

async function run() {
  const read = readerOf(command.args[0] ?? "");
  const verdict = await verifyLog(save ? saving(read, save) : read, { kept: expect });
  console.log(describe(verdict));
  process.exitCode = verdict.outcome === "intact" ? 0 : 1;
}

await run().catch((error) => reportFailure(error, 2));
