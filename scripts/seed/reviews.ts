import type { commentReviews } from "@/db/schema";
import { isUnwanted } from "./comments";
import { fixedId } from "./ids";
import type { SampleSignature } from "./sample-signatures";
import { MINUTE } from "./times";

/** So many of the latest comments of each campaign still wait for the staff. */
const STILL_WAITING = 3;
const DECIDED_AFTER_MINUTES = 40;

/** The sample comments before the staff: the latest wait, the rest were approved or declined within the hour. */
export function reviewsOf(signed: SampleSignature[]): (typeof commentReviews.$inferInsert)[] {
  const commented = signed.flatMap(({ id, campaignId, comment, confirmedAt }) =>
    comment && confirmedAt ? { id, campaignId, comment, confirmedAt } : [],
  );
  commented.sort((one, other) => other.confirmedAt.getTime() - one.confirmedAt.getTime());
  const seen = new Map<string, number>();
  return commented.map(({ id, campaignId, comment, confirmedAt }) => {
    const newer = seen.get(campaignId) ?? 0;
    seen.set(campaignId, newer + 1);
    const waiting = { signatureId: id, campaignId, waitingSince: confirmedAt };
    if (newer < STILL_WAITING) return waiting;
    const at = new Date(confirmedAt.getTime() + DECIDED_AFTER_MINUTES * MINUTE);
    const decidedBy = fixedId("staff", "owner@example.org");
    return isUnwanted(comment)
      ? { ...waiting, declinedAt: at, decidedBy }
      : { ...waiting, approvedAt: at, decidedBy };
  });
}
