import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { z } from "zod";
import { runChaos } from "./chaos/run";
import { defineCommand, parseOptions } from "./command-line";
import { untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

const SECONDS_IN_MINUTE = 60;

const command = defineCommand(
  "npm run test:chaos",
  "People sign and confirm while processes are killed and frozen, the database crashes, its answers get lost, its disk is full and clocks jump; checks what they were told.",
)
  .option("--seed <number>", "repeats the faults of an earlier run (default: random)")
  .option("--minutes <number>", "how long faults happen", "5")
  .option("--per-second <number>", "how many people sign each second", "5");

const { seed, minutes, perSecond } = parseOptions(
  command,
  z.object({
    seed: z.coerce
      .number()
      .int()
      .default(() => randomInt(1, 1_000_000)),
    minutes: z.coerce.number().min(0.1).max(1_440),
    perSecond: z.coerce.number().min(1).max(100),
  }),
);

await untilDone(async (lifetime) => {
  // Every person's requests listen to it.
  setMaxListeners(0, lifetime.signal);
  console.log(
    `\n  Groundswell in chaos. Repeat with: npm run test:chaos -- --seed ${seed} --minutes ${minutes}\n`,
  );
  const { checks, happened, missing } = await runChaos({
    ...{ seed, perSecond, lifetime },
    seconds: minutes * SECONDS_IN_MINUTE,
    freezeSeconds: 10,
    restMs: 2_500,
    step: reportSteps(lifetime.signal),
    onFault: (line) => console.log(`      ${line}`),
  });
  console.log();
  for (const [name, times] of happened) console.log(`  ${name.padEnd(34)} ${times} times`);
  for (const [name, why] of Object.entries(missing)) console.log(`  ${name.padEnd(34)} not tried: ${why}`);
  console.log();
  for (const { fact, found, holds } of checks)
    console.log(`  ${holds ? "✓" : "✗"} ${fact.padEnd(56)} ${found}`);
  console.log();
  if (checks.some(({ holds }) => !holds)) throw new Error(`Checks failed with seed ${seed}.`);
});
