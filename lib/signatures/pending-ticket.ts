import { open, seal } from "@/lib/crypto";
import { isId, isSlug } from "@/lib/ids";
import type { AttemptRef } from "./confirm-token";

/** An attempt to sign that this browser made; `campaign` is its slug. Times are in whole seconds. */
export type PendingAttempt = AttemptRef & {
  campaign: string;
  /** When this browser signed, or opened the mailed link. The entry expires `CONFIRM_WITHIN_DAYS` later. */
  since: Date;
  /** When the mail is due that this browser last asked for: `mailDueAt`. */
  askedAt: Date;
  /** A digest of the address and the fields that this browser sent. Absent after it opened a mailed link. */
  fields?: string;
};

/** How many attempts one browser keeps, latest first: one for each campaign. */
const MAX_PENDING = 4;

/**
 * Returns the cookie value that lets a code be typed where the person signed. It contains only the newest attempt of each
 * campaign: a code is checked against one attempt. Encrypted, so that it does not reveal whether the address was known.
 */
export function pendingTicket(attempt: PendingAttempt, earlier: PendingAttempt[]): string {
  const others = earlier.filter(({ campaign }) => campaign !== attempt.campaign);
  const entries = [attempt, ...others].slice(0, MAX_PENDING).map(toEntry);
  return seal("confirmation/pending", entries.join(" ")).toString("base64url");
}

/** Returns the attempts in a ticket, latest first; none for an invalid one. */
export function readPendingTicket(ticket: string): PendingAttempt[] {
  const entries = open("confirmation/pending", Buffer.from(ticket, "base64url"));
  return entries ? entries.split(" ").flatMap((entry) => parseEntry(entry) ?? []) : [];
}

/** Returns the browser's attempt to sign a campaign, or without a campaign its latest one. Null if there is none. */
export function pendingAttemptOf(attempts: PendingAttempt[], campaign?: string): PendingAttempt | null {
  return attempts.find((attempt) => campaign === undefined || attempt.campaign === campaign) ?? null;
}

function toEntry({ signatureId, attemptId, campaign, since, askedAt, fields = "" }: PendingAttempt): string {
  const seconds = [since, askedAt].map((time) => Math.floor(time.getTime() / 1000));
  return [signatureId, attemptId, campaign, ...seconds, fields].join("/");
}

/**
 * Returns null for an entry without an attempt, from before `signature_attempts` existed: the signature may have the input of
 * another browser. The mailed link still works; its page shows what it confirms.
 */
function parseEntry(entry: string): PendingAttempt | null {
  const [signatureId = "", attemptId = "", campaign = "", since = "", askedAt = "", fields] =
    entry.split("/");
  if (!isId(signatureId) || !isId(attemptId) || !isSlug(campaign)) return null;
  return {
    signatureId,
    attemptId,
    campaign,
    since: new Date(Number(since) * 1000),
    askedAt: new Date(Number(askedAt) * 1000),
    ...(fields && { fields }),
  };
}
