import { z } from "zod";
import { randomFrom } from "./random";
import { ApiError, TooManyRequests } from "./responses";
import type { QueuedWebhook } from "./webhooks/payload";

const share = z.number().min(0).max(1).default(0);
const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often things go wrong on purpose, as shares between 0 and 1. Equal seeds fail alike. */
export const faultPlan = z.object({
  seed: z.number().int().default(1),
  tooMany: share,
  serverError: share,
  /** The mails are accepted, but the sender never learns of it. */
  droppedAnswer: share,
  /** How many milliseconds the provider thinks before it answers, at most. */
  slowAnswer: z.number().min(0).max(MINUTE_MS).default(0),
  /** By how many milliseconds a webhook comes late, at most. */
  webhooksLate: z.number().min(0).max(HOUR_MS).default(0),
  /** The webhook comes a second time, under the same id. */
  webhooksTwice: share,
  /** The webhooks of a mail come in the reverse order of what they tell. */
  webhooksShuffled: share,
});

export type FaultPlan = z.infer<typeof faultPlan>;

export const noFaults = faultPlan.parse({});

export type Faults = ReturnType<typeof planFaults>;

/** What a provider asks for varies; a sender that waits for some time of its own is caught. */
const LONGEST_RETRY_AFTER_SECONDS = 2;
const REPEATED_WITHIN_MS = 2_000;
const BETWEEN_SHUFFLED_MS = 50;

/** Draws the fate of each sending call, and of each mail's webhooks. */
export function planFaults(first: FaultPlan = noFaults) {
  let plan = first;
  let ofCalls = randomFrom(plan.seed);
  let ofWebhooks = randomFrom(~plan.seed);
  return {
    plan: (next: FaultPlan) => {
      plan = next;
      ofCalls = randomFrom(plan.seed);
      ofWebhooks = randomFrom(~plan.seed);
    },
    /** Throws a refusal, or tells whether the answer is to be dropped. */
    drawFault: (): "drop-answer" | "none" => {
      const draw = ofCalls();
      if (draw < plan.tooMany) {
        throw new TooManyRequests(1 + Math.floor(ofCalls() * LONGEST_RETRY_AFTER_SECONDS));
      }
      if (draw < plan.tooMany + plan.serverError) throw new ApiError("internal_server_error");
      return draw < plan.tooMany + plan.serverError + plan.droppedAnswer ? "drop-answer" : "none";
    },
    /** How long the answer to an accepted call takes. */
    answerDelayMs: () => (plan.slowAnswer > 0 ? ofCalls() * plan.slowAnswer : 0),
    /** Turns the webhooks of one mail, each due when its event happens, into those that are sent. */
    disturbWebhooks: (webhooks: QueuedWebhook[]): QueuedWebhook[] => {
      const isStruck = (share: number) => share > 0 && ofWebhooks() < share;
      const happened = Math.max(...webhooks.map(({ dueAt }) => dueAt));
      const inOrder = isStruck(plan.webhooksShuffled)
        ? webhooks
            .toReversed()
            .map((told, place) => ({ ...told, dueAt: happened + place * BETWEEN_SHUFFLED_MS }))
        : webhooks;
      return inOrder
        .map((told) => ({ ...told, dueAt: told.dueAt + ofWebhooks() * plan.webhooksLate }))
        .flatMap((told) =>
          isStruck(plan.webhooksTwice)
            ? [told, { ...told, dueAt: told.dueAt + ofWebhooks() * REPEATED_WITHIN_MS }]
            : [told],
        );
    },
  };
}
