import { measureDrain } from "./bench/drain";
import { measure } from "./bench/measurements";
import { asJson, asTable, drainAsJson, drainAsTable } from "./bench/report";
import { siteToMeasure } from "./bench/site";
import { type Lifetime, untilDone } from "./stack/lifetime";
import { tellSteps } from "./stack/steps";

await untilDone(async (lifetime) => {
  console.log("\n  Groundswell, measured on this machine\n");
  const isDrain = process.argv.includes("--drain");
  const { table, json } = isDrain ? await measureMail(lifetime) : await measureSite(lifetime);
  console.log(table);
  if (process.argv.includes("--json")) console.log(json);
});

async function measureSite(lifetime: Lifetime) {
  const step = tellSteps(lifetime.signal);
  const site = await siteToMeasure(lifetime, step);
  const measured = await step({ doing: "Measuring, about two minutes", told: () => "Measured" }, () =>
    measure(site, lifetime.signal),
  );
  return { table: asTable(measured), json: asJson(measured) };
}

async function measureMail(lifetime: Lifetime) {
  const drained = await measureDrain(lifetime, tellSteps(lifetime.signal));
  return { table: drainAsTable(drained), json: drainAsJson(drained) };
}
