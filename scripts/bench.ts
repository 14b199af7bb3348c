import { measure } from "./bench/measurements";
import { asJson, asTable } from "./bench/report";
import { siteToMeasure } from "./bench/site";
import { untilDone } from "./stack/lifetime";
import { tellSteps } from "./stack/steps";

await untilDone(async (lifetime) => {
  const step = tellSteps(lifetime.signal);
  console.log("\n  Groundswell, measured on this machine\n");
  const site = await siteToMeasure(lifetime, step);
  const measured = await step({ doing: "Measuring, about two minutes", told: () => "Measured" }, () =>
    measure(site, lifetime.signal),
  );
  console.log(asTable(measured));
  if (process.argv.includes("--json")) console.log(asJson(measured));
});
