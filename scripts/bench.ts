import { z } from "zod";
import { measureDashboard } from "./bench/dashboard";
import { measureDrain } from "./bench/drain";
import { measureExports } from "./bench/export";
import { measureSite } from "./bench/measurements";
import {
  dashboardJson,
  drainJson,
  exportsJson,
  formatDashboard,
  formatDrain,
  formatExports,
  formatSharing,
  formatSite,
  formatWrites,
  sharingJson,
  siteJson,
  writesJson,
} from "./bench/report";
import { measureSharing } from "./bench/sharing";
import { startMeasuredSite } from "./bench/site";
import { measureWrites } from "./bench/writes";
import { defineCommand, parseOptions } from "./command-line";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

const command = defineCommand(
  "npm run bench",
  "Measures this machine: signing and reading an article, or what the first of these options names.",
)
  .option("--dashboard", "every query of a campaign's dashboard, on the database of DATABASE_URL")
  .option("--export", "a full export of the largest campaign of DATABASE_URL (with its APP_SECRET)")
  .option("--sharing", "10,000 people open one share link while 200 sign, with and without the database")
  .option("--drain", "how fast 20,000 queued mails are sent")
  .option("--writes", "signing and confirming without HTTP, beside plain inserts of the same rows")
  .option("--json", "also print the results as one line of JSON");

const flag = z.boolean().default(false);
const options = parseOptions(
  command,
  z.object({ dashboard: flag, export: flag, sharing: flag, drain: flag, writes: flag, json: flag }),
);

type Result = { table: string; json: string };

async function measure(lifetime: Lifetime): Promise<Result> {
  const step = reportSteps(lifetime.signal);
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
  const site = await startMeasuredSite(lifetime, step);
  const measured = await step({ doing: "Measuring, about two minutes", done: () => "Measured" }, () =>
    measureSite(site, lifetime.signal),
  );
  return { table: formatSite(measured), json: siteJson(measured) };
}

await untilDone(async (lifetime) => {
  console.log("\n  Groundswell, measured on this machine\n");
  const { table, json } = await measure(lifetime);
  console.log(table);
  if (options.json) console.log(json);
});
