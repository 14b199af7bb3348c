import { z } from "zod";
import { Refusal } from "./answers";

const share = z.number().min(0).max(1).default(0);

/** How often sending goes wrong on purpose, as shares between 0 and 1. Equal seeds fail alike. */
export const faultPlan = z.object({
  seed: z.number().int().default(1),
  tooMany: share,
  serverError: share,
  /** The mails are accepted, but the sender never learns of it. */
  droppedAnswer: share,
});

export type FaultPlan = z.infer<typeof faultPlan>;

export const noFaults = faultPlan.parse({});

export type Faults = ReturnType<typeof planFaults>;

/** Draws the fate of each request. */
export function planFaults(first: FaultPlan = noFaults) {
  let plan = first;
  let random = randomFrom(plan.seed);
  return {
    plan: (next: FaultPlan) => {
      plan = next;
      random = randomFrom(plan.seed);
    },
    /** Throws a refusal, or tells whether the answer is to be dropped. */
    strike: (): "drop-answer" | "none" => {
      const draw = random();
      if (draw < plan.tooMany) throw new Refusal("rate_limit_exceeded");
      if (draw < plan.tooMany + plan.serverError) throw new Refusal("internal_server_error");
      return draw < plan.tooMany + plan.serverError + plan.droppedAnswer ? "drop-answer" : "none";
    },
  };
}

/** mulberry32: small, seeded, and even enough for shares. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
