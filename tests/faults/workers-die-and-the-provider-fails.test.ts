import { expect, test } from "vitest";
import { runUnderFaults } from "@/scripts/faults/run";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

/** With this seed the first calls to the provider fail in every way. `npm run test:faults` accepts any seed, with 2,000 people. */
const SEED = 97;

test(`while workers are killed and the provider fails, every signer gets one mail (seed ${SEED})`, async () => {
  const lifetime = lifetimeOfTest();
  const { findings } = await runUnderFaults({
    seed: SEED,
    people: 150,
    overMs: 10_000,
    lifetime,
    step: withoutProgress,
  });
  expect(findings.length).toBeGreaterThan(10);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
});
