import { expect, test } from "vitest";
import { runChaos } from "@/scripts/chaos/run";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";

/** `npm run test:chaos` accepts any seed, for as long as one likes, and freezes for 10 s. */
const SEED = 14;

test(`each kind of fault happens, and what people were told is true (seed ${SEED})`, async () => {
  const { checks, happened } = await runChaos({
    seed: SEED,
    seconds: 0,
    perSecond: 1,
    freezeSeconds: 2,
    restMs: 500,
    lifetime: lifetimeOfTest(),
    step: withoutProgress,
    onFault: () => {},
  });
  expect(happened.size).toBeGreaterThan(7);
  expect(checks.filter(({ holds, isTimed }) => !holds && !isTimed)).toEqual([]);
});
