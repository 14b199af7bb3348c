import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import {
  countWaitingComments,
  decideComment,
  listApprovedComments,
  listComments,
} from "@/lib/signatures/comments";
import { confirmByToken } from "@/lib/signatures/confirm";
import { getSignatureDetail } from "@/lib/signatures/detail";
import { quarantineSignatures } from "@/lib/signatures/quarantine";
import type { ReviewStatus } from "@/lib/signatures/review-status";
import { signCampaign } from "@/lib/signatures/sign";
import { tokenMailedAt } from "../support/confirmations";
import { aDatabase, type TestDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember, type SignerOverrides } from "../support/factories";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.drop());

async function createCampaignWithComments() {
  const { db } = database;
  const campaign = await aCampaign(db);
  const member = await aStaffMember(db, { role: "campaigner" });
  const comment = async (overrides: SignerOverrides, { confirmed = true } = {}) => {
    const signed = await signCampaign(db, aSigner({ campaign: campaign.slug, ...overrides }));
    if (signed.outcome !== "signed") throw new Error(signed.outcome);
    const { signatureId } = signed;
    const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
    const token = await tokenMailedAt(db, signatureId, row?.confirmationAskedAt ?? new Date());
    if (confirmed) await confirmByToken(db, { token, now: new Date() });
    return signatureId;
  };
  const decide = (signatureId: string, decision: ReviewStatus) =>
    decideComment(db, { campaignId: campaign.id, signatureId, decision, memberId: member.id });
  const publicComments = async () =>
    (await listApprovedComments(db, { campaignId: campaign.id, limit: 10 })).map(({ comment }) => comment);
  const on = async (status: ReviewStatus) =>
    (await listComments(db, { campaignId: campaign.id, status, limit: 10 })).map(({ id }) => id);
  return { db, campaign, member, comment, decide, publicComments, on };
}

test("a comment is public only while its signature is confirmed and it is approved", async () => {
  const { db, campaign, comment, decide, publicComments, on } = await createCampaignWithComments();
  const id = await comment({ comment: "For my class." });
  await comment({ comment: "Not confirmed." }, { confirmed: false });
  await comment({});
  expect(await on("waiting")).toEqual([id]);
  expect(await countWaitingComments(db, campaign.id)).toBe(1);
  expect(await publicComments()).toEqual([]);
  expect(await decide(id, "declined")).toEqual({ outcome: "decided" });
  expect(await publicComments()).toEqual([]);
  await decide(id, "approved");
  expect(await decide(id, "approved")).toEqual({ outcome: "unchanged" });
  expect([await publicComments(), await on("waiting"), await on("declined")]).toEqual([
    ["For my class."],
    [],
    [],
  ]);
  await decide(id, "waiting");
  expect([await publicComments(), await on("waiting")]).toEqual([[], [id]]);
});

test("an approved comment shows the name as its signer allows", async () => {
  const { db, campaign, comment, decide } = await createCampaignWithComments();
  for (const display of ["anonymous", "first", "full"] as const) {
    await decide(
      await comment({ name: "Ada Lovelace", comment: display, display, country: "GB" }),
      "approved",
    );
  }
  const approved = await listApprovedComments(db, { campaignId: campaign.id, limit: 10 });
  expect(approved.map(({ comment, name }) => [comment, name])).toEqual([
    ["full", "Ada Lovelace"],
    ["first", "Ada"],
    ["anonymous", null],
  ]);
  expect(JSON.stringify(approved.at(-1))).not.toMatch(/Lovelace|GB/);
});

test("the comment of a quarantined signature is neither public nor reviewed", async () => {
  const { db, campaign, member, comment, decide, publicComments, on } = await createCampaignWithComments();
  const approved = await comment({ comment: "One" });
  const waiting = await comment({ comment: "Two" });
  await decide(approved, "approved");
  const signatureIds = [approved, waiting];
  await quarantineSignatures(db, {
    campaignId: campaign.id,
    signatureIds,
    reason: "automated",
    memberId: member.id,
  });
  expect([await publicComments(), await on("waiting"), await on("approved")]).toEqual([[], [], []]);
  expect(await countWaitingComments(db, campaign.id)).toBe(0);
});

test("a comment cannot be decided through another campaign", async () => {
  const one = await createCampaignWithComments();
  const other = await createCampaignWithComments();
  const id = await one.comment({ comment: "Mine" });
  expect(await other.decide(id, "approved")).toEqual({ outcome: "unchanged" });
  expect(await one.publicComments()).toEqual([]);
});

test("the details of a signature distinguish comments waiting for review from unconfirmed ones", async () => {
  const { db, campaign, comment, decide } = await createCampaignWithComments();
  const review = async (signatureId: string) =>
    (await getSignatureDetail(db, { campaignId: campaign.id, signatureId }))?.review;
  expect(await review(await comment({ comment: "Not confirmed." }, { confirmed: false }))).toBeNull();
  const id = await comment({ comment: "For my class." });
  expect(await review(id)).toMatchObject({ approvedAt: null, declinedAt: null });
  await decide(id, "approved");
  expect(await review(id)).toMatchObject({ approvedAt: expect.any(Date), declinedAt: null });
});
