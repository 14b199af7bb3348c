import type { commentReviews } from "@/db/schema";
import { isUnwanted } from "./comments";
import { fixedId } from "./ids";
import type { SampleSignature } from "./sample-signatures";
import { MINUTE } from "./times";

/** The number of the latest comments of each campaign that wait for review. */
const WAITING_COMMENTS = 3;
const REVIEWED_AFTER_MINUTES = 40;

/** Returns the reviews of the sample comments: the latest wait, the others were approved or declined within the hour. */
export function reviewsOf(signed: SampleSignature[]): (typeof commentReviews.$inferInsert)[] {
  const commented = signed.flatMap(({ id, campaignId, comment, confirmedAt }) =>
    comment && confirmedAt ? { id, campaignId, comment, confirmedAt } : [],
  );
  commented.sort((one, other) => other.confirmedAt.getTime() - one.confirmedAt.getTime());
  const counts = new Map<string, number>();
  return commented.map(({ id, campaignId, comment, confirmedAt }) => {
    const newer = counts.get(campaignId) ?? 0;
    counts.set(campaignId, newer + 1);
    const waiting = { signatureId: id, campaignId, waitingSince: confirmedAt };
    if (newer < WAITING_COMMENTS) return waiting;
    const at = new Date(confirmedAt.getTime() + REVIEWED_AFTER_MINUTES * MINUTE);
    const decidedBy = fixedId("staff", "owner@example.org");
    return isUnwanted(comment)
      ? { ...waiting, declinedAt: at, decidedBy }
      : { ...waiting, approvedAt: at, decidedBy };
  });
}
