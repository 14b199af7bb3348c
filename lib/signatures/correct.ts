import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { commentReviews, nameReviews, signatures, supporters } from "@/db/schema";
import { moveCountry } from "@/lib/campaigns/move-country";
import { pagesChanged } from "@/lib/page-changes";
import { firstNameOf } from "./first-name";
import { counts } from "./is-counted";
import { findNameProblem } from "./name-rule";
import type { Corrections } from "./sign-input";
import { lockSignature } from "./withdraw";

type Outcome =
  | { outcome: "corrected"; campaign: string }
  | { outcome: "unknown" }
  /** Nothing is known of a pending signature but what somebody typed; a withdrawn one stays as it was, to be undone exactly. */
  | { outcome: "not-confirmed" | "withdrawn" }
  /** Shown as a first name, which cannot be told from this name: the signer has to give one. */
  | { outcome: "short-name-missing" };

type Row = typeof signatures.$inferSelect;

/**
 * Corrects a confirmed signature: name, how the name is shown, country, comment. A changed comment is reviewed again before it is
 * shown, and so is a changed public name where the campaign holds new ones. Correcting twice alike changes nothing.
 */
export async function correctSignature(
  db: Database,
  { corrections, ...chosen }: { signatureId: string; supporterId?: string; corrections: Corrections },
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    const own = await lockSignature(tx, chosen);
    if (!own) return { outcome: "unknown" } as const;
    const { signature: before, campaign, reviewsNames } = own;
    if (before.withdrawnAt) return { outcome: "withdrawn" } as const;
    if (!before.confirmedAt) return { outcome: "not-confirmed" } as const;
    const after = corrected(before, corrections);
    if (!after) return { outcome: "short-name-missing" } as const;
    await tx
      .update(signatures)
      .set({
        name: after.name,
        display: after.display,
        shownName: after.shownName,
        country: after.country,
        comment: after.comment,
      })
      .where(eq(signatures.id, before.id));
    await correctPerson(tx, before, after);
    if (after.comment !== before.comment) await reviewComment(tx, after);
    if (hasOtherPublicName(before, after)) await reviewName(tx, after, reviewsNames);
    if (after.country !== before.country && counts(before)) await moveCountry(tx, { before, after });
    await pagesChanged(tx, { campaign });
    return { outcome: "corrected", campaign } as const;
  });
}

/** Returns the signature with its corrections, or null if its short form is missing. */
function corrected(before: Row, { shownName, ...changes }: Corrections): Row | null {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: Row = { ...before, ...given };
  if (after.display !== "first") return { ...after, shownName: null };
  const isSame = before.display === "first" && after.name === before.name;
  const short = shownName || (isSame ? before.shownName : null) || firstNameOf(after.name);
  // A program may leave it out: then no name is shown, as when signing.
  if (shownName !== undefined && findNameProblem(short ?? "")) return null;
  return { ...after, shownName: short };
}

/** The person keeps the name and country of their latest signature: corrected if they were those. */
async function correctPerson(tx: Transaction, before: Row, after: Row) {
  if (!before.supporterId) return;
  await tx
    .update(supporters)
    .set({
      name: sql`case when ${supporters.name} = ${before.name} then ${after.name} else ${supporters.name} end`,
      country: sql`case when ${supporters.country} is not distinct from ${before.country}::text then ${after.country}::text else ${supporters.country} end`,
    })
    .where(eq(supporters.id, before.supporterId));
}

const AGAIN = { waitingSince: sql`now()`, approvedAt: null, declinedAt: null, decidedBy: null };

async function reviewComment(tx: Transaction, { id, campaignId, comment }: Row) {
  if (!comment) {
    await tx.delete(commentReviews).where(eq(commentReviews.signatureId, id));
    return;
  }
  await tx
    .insert(commentReviews)
    .values({ signatureId: id, campaignId })
    .onConflictDoUpdate({ target: commentReviews.signatureId, set: AGAIN });
}

function hasOtherPublicName(before: Row, after: Row): boolean {
  return (
    before.name !== after.name || before.display !== after.display || before.shownName !== after.shownName
  );
}

async function reviewName(tx: Transaction, { id, campaignId, display }: Row, isReviewed: boolean) {
  if (display === "anonymous" || !isReviewed) {
    // A name that is hidden waits for no decision. Shown again, it is reviewed again. A declined one stays declined.
    if (display === "anonymous")
      await tx
        .delete(nameReviews)
        .where(and(eq(nameReviews.signatureId, id), isNull(nameReviews.declinedAt)));
    return;
  }
  await tx
    .insert(nameReviews)
    .values({ signatureId: id, campaignId })
    .onConflictDoUpdate({ target: nameReviews.signatureId, set: AGAIN });
}
