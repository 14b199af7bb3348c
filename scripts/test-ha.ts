import { setMaxListeners } from "node:events";
import postgres from "postgres";
import { z } from "zod";
import { defineCommand, parseOptions } from "./command-line";
import { type CheckResult, checkFailover } from "./ha/checks";
import { readCount } from "./ha/counted";
import { startEverything } from "./ha/environment";
import { runFailover } from "./ha/failover";
import { untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

const command = defineCommand(
  "npm run test:ha",
  `Runs the configuration of deploy/ on this machine: nginx, PgBouncer, HAProxy, Patroni and etcd. Kills the primary while people
sign, and fails if an acknowledged signature is lost. Needs Debian's packages, and names those that are missing.`,
)
  .option("--rate <number>", "how many people sign each second (default: 15)")
  .option("--only <part>", "proxies (nginx and PgBouncer) or failover (default: both)");

const { rate, only } = parseOptions(
  command,
  z.object({
    rate: z.coerce.number().min(1).max(500).default(15),
    only: z.enum(["proxies", "failover"]).optional(),
  }),
);

await untilDone(async (lifetime) => {
  // Every person's requests listen to it.
  setMaxListeners(0, lifetime.signal);
  const step = reportSteps(lifetime.signal);
  console.log("\n  Groundswell with high availability\n");
  const environment = await startEverything(lifetime, step);
  const results: CheckResult[] = [];
  if (only !== "failover") {
    const { checkProxies } = await import("./ha/check-proxies");
    results.push(...(await checkProxies({ environment, lifetime, step })));
  }
  if (only !== "proxies") {
    const { databaseUrl, crowd } = environment;
    const sql = postgres(databaseUrl, { max: 1 });
    const before = await readCount(sql);
    await sql.end();
    const failover = await runFailover({ environment, perSecond: rate, lifetime, step });
    results.push(...(await checkFailover({ databaseUrl, before, told: crowd.told, failover })));
    console.log(
      `\n  Answers that people retried: ${[...crowd.told.refused].map((each) => each.join(" × ")).join(", ") || "none"}`,
    );
    console.log(
      `  Slowest page: ${failover.pages.slowestMs} ms by nginx, ${failover.direct.slowestMs} ms by the web processes`,
    );
  }
  const rows = results.map(({ fact, found, holds }) => `  ${holds ? "✓" : "✗"} ${fact.padEnd(62)} ${found}`);
  console.log(`\n${rows.join("\n")}\n`);
  if (results.some(({ holds }) => !holds)) throw new Error("Checks failed.");
});
