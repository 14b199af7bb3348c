import type { Refusal } from "@/lib/mail";

const FIRST_RETRY_MS = 1_000;
export const LAST_RETRY_MS = 60_000;

/**
 * What to do with a batch that was not accepted.
 * - retry: the fault is the provider's, or nobody knows what became of the mails. The same again, under the same key.
 * - repair: the fault is in what we configured (key, sender, address of the API). The same again, and an operator is told.
 * - divide: the provider refuses it for what is in it, so nothing was accepted. In halves, until the bad mail is alone.
 * - abandon: the key has been used for other words. An earlier call may have been accepted; sending again could double it.
 */
export function remedyFor({ status, reason }: { status: number | null; reason: string }) {
  if (status === null || status >= 500 || status === 429 || status === 408) return "retry";
  if (status === 409) return reason === "invalid_idempotent_request" ? "abandon" : "retry";
  const ofTheMails = status === 413 || (status === 422 && reason !== "invalid_from_address");
  return ofTheMails ? "divide" : "repair";
}

/** Whether the provider did not even look at a call, and said when to come again. */
export function isTurnedAway({
  status,
  headers,
}: {
  status: number | null;
  headers: Record<string, string>;
}) {
  return status === 429 && secondsIn(headers, "retry-after") !== null;
}

/** How long until a batch is tried again: what the provider asks for, else twice as long each time, give or take, up to a minute. */
export function retryDelayMs(
  { attempts, headers }: { attempts: number; headers: Record<string, string> },
  random = Math.random,
): number {
  const asked = secondsIn(headers, "retry-after");
  if (asked !== null) return asked * 1_000;
  const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
  // Half of it by chance, so that workers that failed together do not come back together.
  return Math.round(longest * (0.5 + random() / 2));
}

/** Whatever a gateway says: an hour from now somebody may have mended it. */
const LONGEST_WAIT_SECONDS = 3_600;

/** A number of seconds in a header, an hour at most; null when there is none. (A date, which `retry-after` may also be, Resend never sends.) */
export function secondsIn(headers: Record<string, string>, name: string): number | null {
  const text = headers[name]?.trim() ?? "";
  return /^\d+(\.\d+)?$/.test(text) ? Math.min(LONGEST_WAIT_SECONDS, Number(text)) : null;
}

/** What became of one mail. */
export type Fate = { providerId: string | null } | { failure: string };

/** What became of each mail of an accepted batch, in order. The provider lists the ids of those that it took, without gaps. */
export function settle(count: number, { ids, refused }: { ids: string[]; refused: Refusal[] }): Fate[] {
  const reasons = new Map(refused.map(({ index, reason }) => [index, reason]));
  const taken = ids.values();
  return Array.from({ length: count }, (_, position) => {
    const reason = reasons.get(position);
    return reason === undefined
      ? { providerId: taken.next().value ?? null }
      : { failure: withoutAddresses(reason) };
  });
}

/** A provider's words may quote the address that it refuses; ours are kept without. */
function withoutAddresses(text: string): string {
  return text.replace(/\S+@\S+/g, "(address)").slice(0, 200);
}
