import type { Answer } from "@/lib/mail";
import { isTurnedAway, LAST_RETRY_MS, remedyFor, retryDelayMs, secondsIn } from "./delivery-outcome";

/**
 * How long all workers keep quiet when a call's answer got lost with the worker that made it: it may have said how
 * long to wait, and nobody heard it. Longer than Resend has ever asked for.
 */
export const QUIET_AFTER_LOST_ANSWER_MS = 3_000;

/** How long all workers keep quiet after an answer, so as to stay within the provider's limits. */
export function quietMs({ answer, failures }: { answer: Answer; failures: number }): number {
  const { headers } = answer;
  const asked = secondsIn(headers, "retry-after");
  if (asked !== null) return Math.ceil(asked * 1_000);
  const window =
    secondsIn(headers, "ratelimit-remaining") === 0 ? (secondsIn(headers, "ratelimit-reset") ?? 1) : 0;
  const backoff = failures > 0 ? retryDelayMs({ attempts: failures, headers }) : 0;
  return Math.min(LAST_RETRY_MS, Math.max(Math.ceil(window * 1_000), backoff));
}

/**
 * How many calls in a row have been setbacks, with this one: the provider is in trouble, or we are with it, and more calls would
 * not help at once. A mail that it refuses is none, and being asked to come again later says nothing either way.
 */
export function failuresAfter(answer: Answer, before: number): number {
  if (answer.accepted) return 0;
  if (isTurnedAway(answer)) return before;
  return ["retry", "repair"].includes(remedyFor(answer)) ? before + 1 : 0;
}
