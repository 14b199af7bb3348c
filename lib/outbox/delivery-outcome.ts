import type { Refusal } from "@/lib/mail";

const FIRST_RETRY_MS = 1_000;
export const MAX_RETRY_MS = 60_000;

/**
 * Decides what to do with a batch that was not accepted.
 * - retry: the provider failed, or the outcome is unknown. Send the same again, under the same key.
 * - repair: our configuration is wrong (key, sender, address of the API). Send the same again, and log an error.
 * - divide: the provider refuses the content, so nothing was accepted. Send halves, until the refused mail is alone.
 * - abandon: the key was used with other content. An earlier call may have been accepted, so sending again could duplicate it.
 */
export function remedyFor({ status, reason }: { status: number | null; reason: string }) {
  if (status === null || status >= 500 || status === 429 || status === 408) return "retry";
  if (status === 409) return reason === "invalid_idempotent_request" ? "abandon" : "retry";
  const isContentRefused = status === 413 || (status === 422 && reason !== "invalid_from_address");
  return isContentRefused ? "divide" : "repair";
}

/** Whether the provider refused a call because of its rate limit, and said when to call again. */
export function isRateLimited({
  status,
  headers,
}: {
  status: number | null;
  headers: Record<string, string>;
}) {
  return status === 429 && secondsIn(headers, "retry-after") !== null;
}

/**
 * Returns the delay before the next attempt: what the provider asks for, else exponential backoff with 50 % jitter, at most a
 * minute.
 */
export function retryDelayMs(
  { attempts, headers }: { attempts: number; headers: Record<string, string> },
  random = Math.random,
): number {
  const retryAfter = secondsIn(headers, "retry-after");
  if (retryAfter !== null) return retryAfter * 1_000;
  const longestMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
  // Jitter, so that workers that failed together do not retry together.
  return Math.round(longestMs * (0.5 + random() / 2));
}

/** An upper limit, because a misconfigured gateway may ask for more. */
const MAX_WAIT_SECONDS = 3_600;

/** Returns the seconds in a header, at most an hour, or null. `retry-after` may also be a date, but Resend never sends one. */
export function secondsIn(headers: Record<string, string>, name: string): number | null {
  const text = headers[name]?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(text) ? Math.min(MAX_WAIT_SECONDS, Number(text)) : null;
}

/** The outcome of one mail. */
export type MailOutcome = { providerId: string | null } | { failure: string };

/** Returns the outcome of each mail of an accepted batch, in order. The provider lists the ids of the accepted mails only. */
export function mailOutcomes(
  count: number,
  { ids, refused }: { ids: string[]; refused: Refusal[] },
): MailOutcome[] {
  const reasons = new Map(refused.map(({ index, reason }) => [index, reason]));
  const acceptedIds = ids.values();
  return Array.from({ length: count }, (_, position) => {
    const reason = reasons.get(position);
    return reason === undefined
      ? { providerId: acceptedIds.next().value ?? null }
      : { failure: withoutAddresses(reason) };
  });
}

/** Removes addresses from the provider's message, which may quote the one that it refuses. */
function withoutAddresses(text: string): string {
  return text.replace(/\S+@\S+/g, "(address)").slice(0, 200);
}
