import type { Answer } from "@/lib/mail";
import { isRateLimited, MAX_RETRY_MS, remedyFor, retryDelayMs, secondsIn } from "./delivery-outcome";

/**
 * The pause for all workers after one was killed during a call: the lost response may have contained Retry-After. Longer than any
 * Retry-After observed from Resend.
 */
export const QUIET_AFTER_LOST_ANSWER_MS = 3_000;

/** Returns the pause for all workers after an answer of the provider, to stay within its rate limits. */
export function quietMs({ answer, failures }: { answer: Answer; failures: number }): number {
  const { headers } = answer;
  const retryAfter = secondsIn(headers, "retry-after");
  if (retryAfter !== null) return Math.ceil(retryAfter * 1_000);
  const window =
    secondsIn(headers, "ratelimit-remaining") === 0 ? (secondsIn(headers, "ratelimit-reset") ?? 1) : 0;
  const backoff = failures > 0 ? retryDelayMs({ attempts: failures, headers }) : 0;
  return Math.min(MAX_RETRY_MS, Math.max(Math.ceil(window * 1_000), backoff));
}

/**
 * Counts consecutive failed calls, including this one: the provider is failing, or our configuration is wrong. A
 * refused mail is not a failed call, and a rate limit does not change the count.
 */
export function failuresAfter(answer: Answer, before: number): number {
  if (answer.accepted) return 0;
  if (isRateLimited(answer)) return before;
  return ["retry", "repair"].includes(remedyFor(answer)) ? before + 1 : 0;
}
