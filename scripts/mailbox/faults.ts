import { z } from "zod";
import { randomFrom } from "./random";
import { ApiError, TooManyRequests } from "./responses";
import type { QueuedWebhook } from "./webhooks/payload";

const share = z.number().min(0).max(1).default(0);
const MINUTE_MS = 60 * 1_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The simulated faults, as probabilities between 0 and 1. Equal seeds give equal faults. */
export const faultPlan = z.object({
  seed: z.number().int().default(1),
  tooMany: share,
  serverError: share,
  /** The mails are accepted, but the connection is closed without a response. */
  droppedAnswer: share,
  /** The maximum delay of a response, in milliseconds. */
  slowAnswer: z.number().min(0).max(MINUTE_MS).default(0),
  /** The maximum delay of a webhook, in milliseconds. */
  webhooksLate: z.number().min(0).max(HOUR_MS).default(0),
  /** The webhook is sent a second time with the same id. */
  webhooksTwice: share,
  /** The webhooks of a mail are sent in the reverse order of their events. */
  webhooksShuffled: share,
});

export type FaultPlan = z.infer<typeof faultPlan>;

export const noFaults = faultPlan.parse({});

export type Faults = ReturnType<typeof planFaults>;

/** Varies, so that a sender which waits for a fixed time is detected. */
const MAX_RETRY_AFTER_SECONDS = 2;
const MAX_REPEAT_DELAY_MS = 2_000;
const REVERSED_INTERVAL_MS = 50;

/** Draws the faults of each sending request and of each mail's webhooks. */
export function planFaults(initial: FaultPlan = noFaults) {
  let plan = initial;
  let callRandom = randomFrom(plan.seed);
  let webhookRandom = randomFrom(~plan.seed);
  return {
    plan: (next: FaultPlan) => {
      plan = next;
      callRandom = randomFrom(plan.seed);
      webhookRandom = randomFrom(~plan.seed);
    },
    /** Throws an API error, or returns whether to drop the response. */
    drawFault: (): "drop-answer" | "none" => {
      const draw = callRandom();
      if (draw < plan.tooMany) {
        throw new TooManyRequests(1 + Math.floor(callRandom() * MAX_RETRY_AFTER_SECONDS));
      }
      if (draw < plan.tooMany + plan.serverError) throw new ApiError("internal_server_error");
      return draw < plan.tooMany + plan.serverError + plan.droppedAnswer ? "drop-answer" : "none";
    },
    /** Returns the delay of the response to an accepted request. */
    answerDelayMs: () => (plan.slowAnswer > 0 ? callRandom() * plan.slowAnswer : 0),
    /** Delays, repeats and reverses the webhooks of one mail. */
    disturbWebhooks: (webhooks: QueuedWebhook[]): QueuedWebhook[] => {
      const isDrawn = (share: number) => share > 0 && webhookRandom() < share;
      const lastDueAt = Math.max(...webhooks.map(({ dueAt }) => dueAt));
      const inOrder = isDrawn(plan.webhooksShuffled)
        ? webhooks
            .toReversed()
            .map((webhook, index) => ({ ...webhook, dueAt: lastDueAt + index * REVERSED_INTERVAL_MS }))
        : webhooks;
      return inOrder
        .map((webhook) => ({ ...webhook, dueAt: webhook.dueAt + webhookRandom() * plan.webhooksLate }))
        .flatMap((webhook) =>
          isDrawn(plan.webhooksTwice)
            ? [webhook, { ...webhook, dueAt: webhook.dueAt + webhookRandom() * MAX_REPEAT_DELAY_MS }]
            : [webhook],
        );
    },
  };
}
