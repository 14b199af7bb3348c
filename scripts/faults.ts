import { randomInt } from "node:crypto";
import { setMaxListeners } from "node:events";
import { parseArgs } from "node:util";
import { asTable } from "./faults/report";
import { runUnderFaults } from "./faults/run";
import { untilDone } from "./stack/lifetime";
import { reportSteps } from "./stack/steps";

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { seed: text, people: text } });
const seed = Number(values.seed ?? randomInt(1, 1_000_000));
const people = Number(values.people ?? 2_000);
if (!Number.isInteger(seed) || !Number.isInteger(people) || people < 1) {
  console.error("Usage: npm run test:faults -- [--seed 7] [--people 2000]");
  process.exit(1);
}

/** A rush: the record of other petition systems is 2,000 signatures a minute, this is 3,400. */
const MS_PER_PERSON = 17.5;

await untilDone(async (lifetime) => {
  // All people listen to it.
  setMaxListeners(0, lifetime.signal);
  console.log(
    `\n  Groundswell under faults. Again with: npm run test:faults -- --seed ${seed} --people ${people}\n`,
  );
  const overMs = Math.max(people * MS_PER_PERSON, 10_000);
  const outcome = await runUnderFaults({
    seed,
    people,
    overMs,
    lifetime,
    step: reportSteps(lifetime.signal),
  });
  console.log(asTable(outcome));
  if (outcome.findings.some(({ holds }) => !holds)) throw new Error(`It does not hold with seed ${seed}.`);
});
