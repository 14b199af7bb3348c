import { z } from "zod";
import { measureDashboard } from "./bench/dashboard";
import { measureDrain } from "./bench/drain";
import { measureExports } from "./bench/export";
import {
  dashboardJson,
  drainJson,
  exportsJson,
  formatDashboard,
  formatDrain,
  formatExports,
  formatSharing,
  formatWrites,
  sharingJson,
  writesJson,
} from "./bench/report";
import { formatMeasurements, measurementsJson } from "./bench/report-scenarios";
import { runScenarios, SCENARIOS } from "./bench/run-scenarios";
import { measureSharing } from "./bench/sharing";
import { startBench } from "./bench/start-bench";
import { currentLoad, writeReport } from "./bench/write-report";
import { measureWrites } from "./bench/writes";
import { defineCommand, parseOptions } from "./command-line";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { openSeededDatabase, SEEDED_DATA_DIR } from "./stack/seeded-database";
import { reportSteps } from "./stack/steps";

const command = defineCommand(
  "npm run bench",
  `Measures this machine, in scenarios: ${SCENARIOS.join(", ")}. Or what one of --dashboard, --export, --sharing, --drain and --writes names.`,
)
  .option("--scenario <names>", "only these, separated by commas", SCENARIOS.join(","))
  .option("--seconds <number>", "how long each load lasts", "2")
  .option("--rate <number>", "requests a second of open loops (default: 60 % of the closed loop)")
  .option("--open", "only open loops, at --rate")
  .option("--processes <number>", "web processes (WEB_CONCURRENCY)", "1")
  .option("--pin", "the load generators have the last processor, everything else the others (taskset)")
  .option("--write", "also write BENCHMARKS.md")
  .option(
    "--dashboard",
    "every query of a campaign's dashboard, on the database of DATABASE_URL or of bench:seed",
  )
  .option(
    "--export",
    "a full export of the largest campaign of DATABASE_URL (with its APP_SECRET) or of bench:seed",
  )
  .option("--data-dir <folder>", "where bench:seed keeps its database", SEEDED_DATA_DIR)
  .option("--sharing", "10,000 people open one share link while 200 sign, with and without the database")
  .option("--drain", "how fast 20,000 queued mails are sent")
  .option("--writes", "signing and confirming without HTTP, beside plain inserts of the same rows")
  .option("--json", "also print the results as one line of JSON");

const flag = z.boolean().default(false);
const schema = z
  .object({
    scenario: z.string().transform((names) => names.split(",")),
    seconds: z.coerce.number().min(1).max(3_600),
    rate: z.coerce.number().int().min(1).max(100_000).optional(),
    processes: z.coerce.number().int().min(1).max(64),
    dataDir: z.string().min(1),
    ...{ open: flag, pin: flag, write: flag, json: flag },
    ...{ dashboard: flag, export: flag, sharing: flag, drain: flag, writes: flag },
  })
  .refine(({ open, rate }) => !open || rate, { path: ["open"], error: "needs --rate" })
  .refine(({ scenario }) => scenario.every((name) => SCENARIOS.includes(name)), {
    path: ["scenario"],
    error: `must be of ${SCENARIOS.join(", ")}`,
  });
const options = parseOptions(command, schema);

type Result = { table: string; json: string };

async function measure(lifetime: Lifetime): Promise<Result> {
  const step = reportSteps(lifetime.signal);
  if (options.dashboard || options.export) await openSeededDatabase(options.dataDir, lifetime);
  if (options.dashboard) {
    const queries = await measureDashboard(process.env.DATABASE_URL);
    return { table: formatDashboard(queries), json: dashboardJson(queries) };
  }
  if (options.export) {
    const exports = await measureExports(lifetime, step);
    return { table: formatExports(exports), json: exportsJson(exports) };
  }
  if (options.sharing) {
    const sharing = await measureSharing(lifetime, step);
    return { table: formatSharing(sharing), json: sharingJson(sharing) };
  }
  if (options.drain) {
    const drain = await measureDrain(lifetime, step);
    return { table: formatDrain(drain), json: drainJson(drain) };
  }
  if (options.writes) {
    const writes = await measureWrites(lifetime, step);
    return { table: formatWrites(writes), json: writesJson(writes) };
  }
  return measureScenarios(lifetime, step);
}

async function measureScenarios(lifetime: Lifetime, step: ReturnType<typeof reportSteps>): Promise<Result> {
  const loadBefore = currentLoad();
  const bench = await startBench({ lifetime, step, options });
  if (!bench.nginx) console.log("  nginx is not installed (Debian: nginx-core): its ceiling is missing.");
  const rows = await runScenarios(bench, { names: options.scenario, step });
  if (options.write) {
    const command = ["npm run bench --", ...process.argv.slice(2)].join(" ");
    await writeReport({ rows, databaseUrl: bench.databaseUrl, command, loadBefore });
  }
  return { table: `\n${formatMeasurements(rows)}`, json: measurementsJson(rows) };
}

await untilDone(async (lifetime) => {
  console.log("\n  Groundswell, measured on this machine\n");
  const { table, json } = await measure(lifetime);
  console.log(table);
  if (options.json) console.log(json);
});
