import { open, seal } from "@/lib/crypto";
import { isId, isSlug } from "@/lib/ids";
import type { AttemptRef } from "./confirm-token";

/** An attempt to sign that this browser made; `campaign` is its slug. */
export type PendingAttempt = AttemptRef & {
  /** Null in a ticket from before attempts were stored apart. */
  campaign: string | null;
  /** When this browser last asked for a mail, in whole seconds. */
  askedAt: Date;
};

/** How many attempts one browser keeps, latest first: one for each campaign. */
const MAX_PENDING = 4;

/**
 * Returns the cookie value that lets a code be typed where the person signed. Of each campaign it names the latest attempt
 * only, so that a code is tested against one. Sealed: it does not reveal whether an address was known.
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
  const isOfCampaign = (attempt: PendingAttempt) =>
    campaign === undefined || attempt.campaign === null || attempt.campaign === campaign;
  return attempts.find(isOfCampaign) ?? null;
}

function toEntry({ signatureId, attemptId, campaign, askedAt }: PendingAttempt): string {
  return [signatureId, attemptId, Math.floor(askedAt.getTime() / 1000), campaign].join("/");
}

function parseEntry(entry: string): PendingAttempt | null {
  const [signatureId = "", attemptId = signatureId, seconds = "0", campaign = ""] = entry.split("/");
  if (!isId(signatureId) || !isId(attemptId)) return null;
  return {
    signatureId,
    attemptId,
    campaign: isSlug(campaign) ? campaign : null,
    askedAt: new Date(Number(seconds) * 1000),
  };
}
