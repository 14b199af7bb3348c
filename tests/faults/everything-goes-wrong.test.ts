import { expect, onTestFinished, test } from "vitest";
import { runUnderFaults } from "@/scripts/faults/run";

/** Its first calls to the provider go wrong in every way. `npm run test:faults` takes any seed, and 2,000 people. */
const SEED = 97;

test(`workers are killed and the provider misbehaves, and everybody who signs gets one mail (seed ${SEED})`, async () => {
  const stopping = new AbortController();
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    stopping.abort();
    for (const stop of stops) await stop();
  });
  const { findings } = await runUnderFaults({
    seed: SEED,
    people: 150,
    overMs: 15_000,
    lifetime: { signal: stopping.signal, onStop: (stop) => stops.unshift(stop) },
    step: (_, work) => work(),
  });
  expect(findings.length).toBeGreaterThan(10);
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
});
