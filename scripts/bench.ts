import { measureDashboard } from "./bench/dashboard";
import { measureDrain } from "./bench/drain";
import { measureExport } from "./bench/export";
import { measure } from "./bench/measurements";
import {
  siteJson,
  formatSite,
  dashboardJson,
  formatDashboard,
  drainJson,
  formatDrain,
  exportsJson,
  formatExports,
  sharingAsJson,
  sharingAsTable,
} from "./bench/report";
import { measureSharing } from "./bench/sharing";
import { siteToMeasure } from "./bench/site";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

await untilDone(async (lifetime) => {
  console.log("\n  Groundswell, measured on this machine\n");
  const { table, json } = await measured(lifetime);
  console.log(table);
  if (process.argv.includes("--json")) console.log(json);
});

function measured(lifetime: Lifetime) {
  if (process.argv.includes("--dashboard")) return measureQueries();
  if (process.argv.includes("--export")) return measureExports(lifetime);
  if (process.argv.includes("--sharing")) return measureLinks(lifetime);
  return process.argv.includes("--drain") ? measureMail(lifetime) : measureSite(lifetime);
}

async function measureExports(lifetime: Lifetime) {
  const takenOut = await measureExport(lifetime, reportSteps(lifetime.signal));
  return { table: formatExports(takenOut), json: exportsJson(takenOut) };
}

async function measureQueries() {
  const queries = await measureDashboard(process.env.DATABASE_URL);
  return { table: formatDashboard(queries), json: dashboardJson(queries) };
}

async function measureSite(lifetime: Lifetime) {
  const step = reportSteps(lifetime.signal);
  const site = await siteToMeasure(lifetime, step);
  const measured = await step({ doing: "Measuring, about two minutes", told: () => "Measured" }, () =>
    measure(site, lifetime.signal),
  );
  return { table: formatSite(measured), json: siteJson(measured) };
}

async function measureMail(lifetime: Lifetime) {
  const drained = await measureDrain(lifetime, reportSteps(lifetime.signal));
  return { table: formatDrain(drained), json: drainJson(drained) };
}

async function measureLinks(lifetime: Lifetime) {
  const sharing = await measureSharing(lifetime, reportSteps(lifetime.signal));
  return { table: sharingAsTable(sharing), json: sharingAsJson(sharing) };
}
