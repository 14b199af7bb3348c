import { type CampaignDates, campaignStatus } from "./campaign-status";

/** The actions by which staff change the status of a campaign. */
export const STATUS_ACTIONS = [
  "publish",
  "open",
  "close",
  "win",
  "replace",
  "reopen",
  "archive",
  "unarchive",
] as const;
export type StatusAction = (typeof STATUS_ACTIONS)[number];

/** The columns that determine the status of a campaign. */
export type StatusTimestamps = CampaignDates & {
  publishedAt: Date | null;
  replacedAt: Date | null;
  archivedAt: Date | null;
};

/** Lists the actions that are allowed at a time and would change something. */
export function listPossibleActions(status: StatusTimestamps, now: Date): StatusAction[] {
  if (status.archivedAt) return ["unarchive"];
  if (!status.publishedAt || status.publishedAt > now) return ["publish", "archive"];
  const state = campaignStatus(status, now);
  if (state === "upcoming") return ["open", "close", "replace"];
  if (state === "open") return ["close", "win", "replace"];
  if (state === "won") return ["reopen", "archive"];
  return ["win", "replace", "reopen", "archive"];
}

/** Returns the timestamps after an action. */
export function nextStatus(
  status: StatusTimestamps,
  change: { action: StatusAction; successorId?: string; now: Date },
): StatusTimestamps {
  const { action, successorId = null, now } = change;
  if (action === "publish") return { ...status, publishedAt: now, opensAt: status.opensAt ?? now };
  if (action === "open") return { ...status, opensAt: now };
  if (action === "close") return { ...status, closedAt: now };
  if (action === "win") return { ...status, wonAt: now };
  if (action === "replace") return { ...status, successorId, replacedAt: now };
  if (action === "archive") return { ...status, archivedAt: now };
  if (action === "unarchive") return { ...status, archivedAt: null };
  const isOver = status.closesAt !== null && status.closesAt <= now;
  return {
    ...status,
    closedAt: null,
    wonAt: null,
    successorId: null,
    replacedAt: null,
    closesAt: isOver ? null : status.closesAt,
  };
}

/**
 * Whether an action turns `before` into `after`. Undo needs this check because the form that posts both can be forged.
 * An action that writes a timestamp writes its own time, so only the times in `after` and `now` have to be tried.
 */
export function isValidTransition(
  before: StatusTimestamps,
  { after, now }: { after: StatusTimestamps; now: Date },
): boolean {
  const { publishedAt, opensAt, closedAt, wonAt, replacedAt, archivedAt } = after;
  const times = [publishedAt, opensAt, closedAt, wonAt, replacedAt, archivedAt, now];
  const successorId = after.successorId ?? undefined;
  return times.some(
    (at) =>
      at !== null &&
      listPossibleActions(before, at).some((action) =>
        isSameStatus(nextStatus(before, { action, successorId, now: at }), after),
      ),
  );
}

/** Whether two statuses are the same, to the millisecond. */
export function isSameStatus(one: StatusTimestamps, other: StatusTimestamps): boolean {
  return JSON.stringify(statusTimestamps(one)) === JSON.stringify(statusTimestamps(other));
}

/** Picks the status timestamps from a row. */
export function statusTimestamps(row: StatusTimestamps): StatusTimestamps {
  const { publishedAt, opensAt, closesAt, closedAt, wonAt, successorId, replacedAt, archivedAt } = row;
  return { publishedAt, opensAt, closesAt, closedAt, wonAt, successorId, replacedAt, archivedAt };
}

/** Whether an action sets the outcome text of the campaign. */
export function allowsOutcomeText(action: StatusAction): boolean {
  return action === "close" || action === "win";
}
