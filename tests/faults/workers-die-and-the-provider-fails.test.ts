import { expect, test } from "vitest";
import { runUnderFaults } from "@/scripts/faults/run";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

/** Its first calls to the provider go wrong in every way. `npm run test:faults` takes any seed, and 2,000 people. */
const SEED = 97;

test(`workers are killed and the provider misbehaves, and everybody who signs gets one mail (seed ${SEED})`, async () => {
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
