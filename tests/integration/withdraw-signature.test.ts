import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { commentReviews, countEvents, outboxMessages, signatures } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { listAttempts } from "@/lib/signatures/attempts";
import { decideComment, listApprovedComments } from "@/lib/signatures/comments";
import { confirmByToken } from "@/lib/signatures/confirm";
import { confirmationToken } from "@/lib/signatures/confirm-token";
import { quarantineSignatures, restoreSignatures } from "@/lib/signatures/quarantine";
import { listRecentSigners } from "@/lib/signatures/recent-signers";
import { signCampaign } from "@/lib/signatures/sign";
import { undoWithdrawal, withdrawSignature } from "@/lib/signatures/withdraw";
import { getConfirmationMail, signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember, type SignerOverrides } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = () => new Date();

async function signConfirmed(overrides: SignerOverrides = {}) {
  const campaign = await aCampaign(db);
  const signer = { email: `sam.${campaign.slug}@example.org`, ...overrides, campaign: campaign.slug };
  const signed = await signPending(db, signer);
  await confirmByToken(db, { token: signed.token, now: now() });
  return { ...signed, campaignId: campaign.id, slug: campaign.slug, signer };
}

const countOf = async (slug: string) => (await getCount(db, slug))?.signatures;

async function rowOf(id: string) {
  const [row] = await db.select().from(signatures).where(eq(signatures.id, id));
  if (!row) throw new Error("no such signature");
  return row;
}

describe("withdrawing", () => {
  test("takes the signature out of the count at once, and out of the tallies with the next fold", async () => {
    const { id, slug, campaignId } = await signConfirmed({ country: "FR" });
    expect(await countOf(slug)).toBe(1);
    expect(await withdrawSignature(db, { signatureId: id })).toMatchObject({
      outcome: "withdrawn",
      campaign: slug,
    });
    expect(await countOf(slug)).toBe(0);
    const events = await db.select().from(countEvents).where(eq(countEvents.campaignId, campaignId));
    expect(events.map(({ change, country }) => [change, country])).toEqual([
      [1, "FR"],
      [-1, "FR"],
    ]);
    await foldCountEvents(db);
    expect(await listMiscounts(db)).toEqual([]);
  });

  test("twice, also at the same time, counts once", async () => {
    const { id, slug } = await signConfirmed();
    await Promise.all([1, 2, 3].map(() => withdrawSignature(db, { signatureId: id })));
    expect(await countOf(slug)).toBe(0);
  });

  test("makes the public list forget the name and the comment", async () => {
    const { id, slug, campaignId } = await signConfirmed({
      name: "Rosa Lee",
      display: "full",
      comment: "For all.",
    });
    const { id: memberId } = await aStaffMember(db);
    await decideComment(db, { campaignId, signatureId: id, decision: "approved", memberId });
    expect(await listRecentSigners(db, { campaignId, limit: 5 })).toMatchObject([{ name: "Rosa Lee" }]);
    await withdrawSignature(db, { signatureId: id });
    expect(await listRecentSigners(db, { campaignId, limit: 5 })).toEqual([]);
    expect(await listApprovedComments(db, { campaignId, limit: 5 })).toEqual([]);
    await undoWithdrawal(db, { signatureId: id, now: now() });
    expect(await listApprovedComments(db, { campaignId, limit: 5 })).toMatchObject([{ comment: "For all." }]);
    expect(await countOf(slug)).toBe(1);
  });

  test("is refused for another person's signature", async () => {
    const { id, slug } = await signConfirmed();
    const other = await signConfirmed();
    const { supporterId } = await rowOf(other.id);
    expect(await withdrawSignature(db, { signatureId: id, supporterId: supporterId ?? "" })).toEqual({
      outcome: "unknown",
    });
    expect(await countOf(slug)).toBe(1);
  });

  test("a quarantined signature is not subtracted again, and is not released afterwards", async () => {
    const { id, slug, campaignId } = await signConfirmed();
    const { id: memberId } = await aStaffMember(db);
    const chosen = { campaignId, signatureIds: [id], memberId };
    await quarantineSignatures(db, { ...chosen, reason: "invented" });
    await withdrawSignature(db, { signatureId: id });
    expect(await restoreSignatures(db, chosen)).toEqual([]);
    expect(await countOf(slug)).toBe(0);
    await undoWithdrawal(db, { signatureId: id, now: now() });
    expect(await countOf(slug)).toBe(0);
    expect(await restoreSignatures(db, chosen)).toEqual([id]);
    expect(await countOf(slug)).toBe(1);
  });
});

describe("undoing a withdrawal", () => {
  test("restores exactly what was, once", async () => {
    const { id, slug } = await signConfirmed();
    const before = await rowOf(id);
    await withdrawSignature(db, { signatureId: id });
    await Promise.all([1, 2].map(() => undoWithdrawal(db, { signatureId: id, now: now() })));
    expect(await rowOf(id)).toMatchObject({
      confirmedAt: before.confirmedAt,
      withdrawnAt: null,
      name: before.name,
    });
    expect(await countOf(slug)).toBe(1);
  });

  test("is refused after 24 hours", async () => {
    const { id, slug } = await signConfirmed();
    await withdrawSignature(db, { signatureId: id });
    const tomorrow = new Date(Date.now() + DAY_MS);
    expect(await undoWithdrawal(db, { signatureId: id, now: tomorrow })).toEqual({ outcome: "too-late" });
    expect(await countOf(slug)).toBe(0);
  });
});

describe("signing again after a withdrawal", () => {
  test("asks to confirm again, and changes nothing until then", async () => {
    const { id, slug, signer, token } = await signConfirmed({ comment: "First words" });
    await withdrawSignature(db, { signatureId: id });
    const again = await signCampaign(db, aSigner({ ...signer, comment: "Second words" }));
    if (!("signatureId" in again)) throw new Error("the signature was refused");
    expect(again.signatureId).toBe(id);
    expect((await rowOf(id)).withdrawnAt).not.toBeNull();
    expect(await countOf(slug)).toBe(0);
    // The link of the first mail is from before the withdrawal.
    expect(await confirmByToken(db, { token, now: now() })).toEqual({ outcome: "unknown" });
    const mail = await getConfirmationMail(db, id, again.attemptId);
    expect(await confirmByToken(db, { token: mail.token, now: now() })).toMatchObject({
      outcome: "confirmed",
    });
    expect(await rowOf(id)).toMatchObject({ withdrawnAt: null, comment: "Second words" });
    expect(await countOf(slug)).toBe(1);
    await foldCountEvents(db);
    expect(await listMiscounts(db)).toEqual([]);
  });

  test("with the same words right afterwards is mailed at once", async () => {
    const { id, slug, signer } = await signConfirmed({ name: "Rosa Lee" });
    await withdrawSignature(db, { signatureId: id });
    const again = await signCampaign(db, aSigner({ ...signer, campaign: slug }));
    if (!("signatureId" in again)) throw new Error("the signature was refused");
    const mails = await db
      .select()
      .from(outboxMessages)
      .where(
        and(eq(outboxMessages.subjectId, id), eq(outboxMessages.topic, "signature.confirmation-requested")),
      );
    expect(mails.map(({ sendAfter }) => sendAfter)).toEqual([null, null]);
    const mail = await getConfirmationMail(db, id, again.attemptId);
    expect(await confirmByToken(db, { token: mail.token, now: now() })).toMatchObject({
      outcome: "confirmed",
    });
    expect(await countOf(slug)).toBe(1);
  });

  test("with the same words is not confirmed by a link that was mailed before the withdrawal", async () => {
    const { id, slug, attemptId, signer } = await signConfirmed({ name: "Rosa Lee" });
    const anHourAgo = new Date(Date.now() - 3_600_000);
    const old = confirmationToken({ signatureId: id, attemptId, askedAt: anHourAgo });
    await withdrawSignature(db, { signatureId: id });
    const again = await signCampaign(db, aSigner({ ...signer, campaign: slug }));
    // The same words make the same attempt.
    expect(again).toMatchObject({ signatureId: id, attemptId });
    // The page of the link makes a button for each attempt that it lists.
    expect(await listAttempts(db, id)).toHaveLength(1);
    expect(await listAttempts(db, id, anHourAgo)).toEqual([]);
    expect(await listAttempts(db, id, now())).toHaveLength(1);
    expect(await confirmByToken(db, { token: old, now: now() })).toEqual({ outcome: "unknown" });
    expect((await rowOf(id)).withdrawnAt).not.toBeNull();
    expect(await countOf(slug)).toBe(0);
  });

  test("has its comment reviewed again", async () => {
    const { id, slug, campaignId, signer } = await signConfirmed({ comment: "Harmless" });
    const { id: memberId } = await aStaffMember(db);
    await decideComment(db, { campaignId, signatureId: id, decision: "approved", memberId });
    await withdrawSignature(db, { signatureId: id });
    const again = await signCampaign(db, aSigner({ ...signer, campaign: slug, comment: "Not harmless" }));
    if (!("signatureId" in again)) throw new Error("the signature was refused");
    const { token } = await getConfirmationMail(db, id, again.attemptId);
    await confirmByToken(db, { token, now: now() });
    expect(await listApprovedComments(db, { campaignId, limit: 5 })).toEqual([]);
    const [review] = await db.select().from(commentReviews).where(eq(commentReviews.signatureId, id));
    expect(review?.approvedAt).toBeNull();
  });

  test("undone meanwhile, the confirmation of the new attempt changes nothing", async () => {
    const { id, slug, signer } = await signConfirmed({ comment: "First words" });
    await withdrawSignature(db, { signatureId: id });
    const again = await signCampaign(db, aSigner({ ...signer, campaign: slug, comment: "Second words" }));
    if (!("signatureId" in again)) throw new Error("the signature was refused");
    const { token } = await getConfirmationMail(db, id, again.attemptId);
    await undoWithdrawal(db, { signatureId: id, now: now() });
    await confirmByToken(db, { token, now: now() });
    expect(await rowOf(id)).toMatchObject({ comment: "First words", withdrawnAt: null });
    expect(await countOf(slug)).toBe(1);
  });
});
