import { writeFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { run } from "../stack/run";
import { findNginx } from "./ceilings/nginx";
import type { Measurement } from "./measurement";
import { formatMeasurements } from "./report-scenarios";

const file = fileURLToPath(new URL("../../BENCHMARKS.md", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const GIGABYTE = 2 ** 30;

type Report = { rows: Measurement[]; databaseUrl: string; command: string; loadBefore: number };

/** Returns how many processes wanted a processor in the last minute. */
export function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

/** Writes `BENCHMARKS.md`: machine, versions, how to repeat, and the tables. */
export async function writeReport({ rows, databaseUrl, command, loadBefore }: Report) {
  const processors = cpus();
  const commit = (
    await run(["git", "log", "-1", "--format=%h, %cs"], { cwd: root }).catch(() => "unknown")
  ).trim();
  const text = `# Benchmarks

Measured on ${new Date().toISOString().slice(0, 10)} by \`${command}\`, which writes this file. Load generators, site, database and worker share one
machine, so the ratios to what was measured in the same run say more than the rates.

- **Machine**: ${processors.length} processors (${processors[0]?.model.trim()}), ${Math.round(totalmem() / GIGABYTE)} GB, Linux ${release()}; load before the run ${loadBefore.toFixed(1)}
- **Versions**: Node ${process.versions.node}, ${await postgresVersion(databaseUrl)}, ${await nginxVersion()}; Groundswell at commit ${commit}
- **Repeat**: \`npm ci && ${command}\`; one scenario: \`npm run bench -- --scenario sign\`; all options: \`npm run bench -- --help\`

How to read it: a closed loop sends the next request when the answer has arrived, so its rate is what the site can do. An open loop sends at a
constant rate, and its times count from when each request was due (HdrHistogram, no coordinated omission). A ceiling is what
the machine could do at best, in turns with the site. CPU is for one request, in microseconds, by process; \`load\` is the load generator,
which takes it away from the others. PostgreSQL commits durably (\`fsync\` and \`synchronous_commit\` are on).

${formatMeasurements(rows)}`;
  await writeFile(file, text);
}

async function postgresVersion(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`select current_setting('server_version') as version`;
  await sql.end();
  return `PostgreSQL ${row?.version}`;
}

async function nginxVersion(): Promise<string> {
  const program = await findNginx();
  if (!program) return "without nginx (Debian: nginx-core)";
  // It prints to standard error, which `run` returns too.
  return (await run([program, "-v"])).replace("nginx version:", "").trim();
}
