import { type CampaignDates, campaignState, hasEnded } from "./campaign-status";

/** What staff can do to a campaign's life, besides changing what it says. */
export const DEEDS = [
  "publish",
  "open",
  "close",
  "win",
  "replace",
  "reopen",
  "archive",
  "unarchive",
] as const;
export type Deed = (typeof DEEDS)[number];

/** The moments that say what a campaign is. */
export type Life = CampaignDates & { publishedAt: Date | null; archivedAt: Date | null };

/** What may be done to a campaign at a time: only what changes something. */
export function possibleDeeds(life: Life, now: Date): Deed[] {
  if (life.archivedAt) return ["unarchive"];
  if (!life.publishedAt || life.publishedAt > now) return ["publish", "archive"];
  const state = campaignState(life, now);
  if (state === "upcoming") return ["open", "close", "replace"];
  if (state === "open") return ["close", "win", "replace"];
  if (state === "won") return ["reopen", "archive"];
  return ["win", "replace", "reopen", "archive"];
}

/** What a deed makes of a campaign's life. */
export function lifeAfter(life: Life, done: { deed: Deed; successorId?: string; now: Date }): Life {
  const { deed, successorId = null, now } = done;
  if (deed === "publish") return { ...life, publishedAt: now, opensAt: life.opensAt ?? now };
  if (deed === "open") return { ...life, opensAt: now };
  if (deed === "close") return { ...life, closedAt: now };
  if (deed === "win") return { ...life, wonAt: now };
  if (deed === "replace") return { ...life, successorId };
  if (deed === "archive") return { ...life, archivedAt: now };
  if (deed === "unarchive") return { ...life, archivedAt: null };
  const isOver = life.closesAt !== null && life.closesAt <= now;
  return { ...life, closedAt: null, wonAt: null, successorId: null, closesAt: isOver ? null : life.closesAt };
}

/**
 * Whether one of the deeds made `after` of `before`: what a form carries along to take a deed back with may have been
 * written by whoever sends it. A deed leaves its moment in what it made, if it leaves one at all.
 */
export function couldHaveLed(before: Life, { after, now }: { after: Life; now: Date }): boolean {
  const moments = [after.publishedAt, after.opensAt, after.closedAt, after.wonAt, after.archivedAt, now];
  const successorId = after.successorId ?? undefined;
  return moments.some(
    (at) =>
      at !== null &&
      possibleDeeds(before, at).some((deed) =>
        sameLife(lifeAfter(before, { deed, successorId, now: at }), after),
      ),
  );
}

/** Whether two lives are the same, to the millisecond. */
export function sameLife(one: Life, other: Life): boolean {
  return JSON.stringify(lifeOf(one)) === JSON.stringify(lifeOf(other));
}

/** Just the life of a row that holds more. */
export function lifeOf(row: Life): Life {
  const { publishedAt, opensAt, closesAt, closedAt, wonAt, successorId, archivedAt } = row;
  return { publishedAt, opensAt, closesAt, closedAt, wonAt, successorId, archivedAt };
}

/** Whether what came of a campaign is to be told with a deed. */
export function asksForOutcome(deed: Deed): boolean {
  return deed === "close" || deed === "win";
}

/** Whether a campaign shows what came of it. */
export function showsOutcome(life: Life, now: Date): boolean {
  return life.publishedAt !== null && hasEnded(campaignState(life, now));
}
