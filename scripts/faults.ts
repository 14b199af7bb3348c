import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { z } from "zod";
import { defineCommand, parseOptions } from "./command-line";
import { formatReport } from "./faults/report";
import { runUnderFaults } from "./faults/run";
import { untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

const command = defineCommand(
  "npm run test:faults",
  "People sign while the mail provider fails and workers are killed; prints which mails were sent and fails if one is missing.",
)
  .option("--seed <number>", "repeats the faults of an earlier run (default: random)")
  .option("--people <number>", "how many people sign (default: 2000)");

const { seed, people } = parseOptions(
  command,
  z.object({
    seed: z.coerce
      .number()
      .int()
      .default(() => randomInt(1, 1_000_000)),
    people: z.coerce.number().int().min(1).default(2_000),
  }),
);

/** 3,400 signatures a minute, above the peak of nearly 2,000 at the UK Parliament on 21 March 2019. */
const MS_PER_PERSON = 17.5;
const MIN_DURATION_MS = 10_000;

await untilDone(async (lifetime) => {
  // Every person's requests listen to it.
  setMaxListeners(0, lifetime.signal);
  console.log(
    `\n  Groundswell under faults. Repeat with: npm run test:faults -- --seed ${seed} --people ${people}\n`,
  );
  const outcome = await runUnderFaults({
    seed,
    people,
    overMs: Math.max(people * MS_PER_PERSON, MIN_DURATION_MS),
    lifetime,
    step: reportSteps(lifetime.signal),
  });
  console.log(formatReport(outcome));
  if (outcome.findings.some(({ holds }) => !holds)) throw new Error(`Checks failed with seed ${seed}.`);
});
