import { and, desc, eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import {
  auditEvents,
  campaigns,
  commentReviews,
  consents,
  outboxMessages,
  retentionRuns,
  signatureAttempts,
  signatures,
  supporters,
} from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { applyRetention } from "@/lib/retention/apply-retention";
import { newBudget } from "@/lib/retention/budget";
import { saveCampaignRetention } from "@/lib/retention/campaign-retention";
import { getRetentionReport } from "@/lib/retention/retention-report";
import { saveSetting } from "@/lib/settings/save-setting";
import { settingSchemas } from "@/lib/settings/site-settings";
import { confirmByToken } from "@/lib/signatures/confirm";
import { listRecentSigners } from "@/lib/signatures/recent-signers";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
const { id: ownerId } = await aStaffMember(db, { role: "owner" });
const defaults = settingSchemas.parse({}).retention;
const setRules = (rules: Partial<typeof defaults>) =>
  saveSetting(db, { key: "retention", value: { ...defaults, ...rules }, actorId: ownerId, now });
const run = (budget = newBudget()) => applyRetention(db, { now, ownerIds: [ownerId], budget });

async function aConfirmed(campaign: string, email?: string) {
  const signer = aSigner({ campaign, email, comment: "Children need books", display: "full" });
  const { signatureId, stored } = await signAndLoad(db, signer);
  const { token } = await getConfirmationMail(db, signatureId);
  await confirmByToken(db, { token, now: new Date() });
  return { id: signatureId, supporterId: stored.supporterId, email: signer.email.address, name: signer.name };
}

/** A campaign with two signers, which has ended and was delivered `deliveredDaysAgo`. */
async function anEndedCampaign(deliveredDaysAgo: number | null) {
  const campaign = await aCampaign(db);
  const signers = [await aConfirmed(campaign.slug), await aConfirmed(campaign.slug)];
  const deliveredAt = deliveredDaysAgo === null ? null : daysAgo(deliveredDaysAgo);
  await db
    .update(campaigns)
    .set({ closedAt: daysAgo(90), deliveredAt })
    .where(eq(campaigns.id, campaign.id));
  return { ...campaign, signers };
}

const personal = (campaignId: string) =>
  db
    .select({ name: signatures.name, supporterId: signatures.supporterId, comment: signatures.comment })
    .from(signatures)
    .where(eq(signatures.campaignId, campaignId));

test("without a setting nothing of confirmed signatures is ever deleted", async () => {
  const { id } = await anEndedCampaign(1_000);
  expect(await run()).toMatchObject({ anonymised: 0, comments: 0, mails: 0, exports: 0 });
  expect((await personal(id)).every(({ supporterId, comment }) => supporterId && comment)).toBe(true);
  expect(await db.$count(retentionRuns)).toBe(0);
  await db.update(campaigns).set({ deliveredAt: null }).where(eq(campaigns.id, id));
});

test("after its retention a signature counts, and is nobody's", async () => {
  const due = await anEndedCampaign(31);
  const notYet = await anEndedCampaign(29);
  const undelivered = await anEndedCampaign(null);
  const stillOpen = await aCampaign(db, { deliveredAt: daysAgo(100) });
  const other = await aConfirmed(stillOpen.slug, due.signers[0]?.email);
  await setRules({ confirmedDays: 30 });

  const report = await getRetentionReport(db, { now });
  const reported = (slug: string) => report.campaigns.find((campaign) => campaign.slug === slug);
  expect(reported(due.slug)).toMatchObject({ names: 2, waitsFor: null });
  expect(reported(notYet.slug)).toMatchObject({ names: 0 });
  expect(reported(undelivered.slug)).toMatchObject({ names: 0, waitsFor: "undelivered" });
  expect(reported(stillOpen.slug)).toMatchObject({ names: 0, waitsFor: "open" });

  await run();
  const ids = due.signers.map(({ id }) => id);
  for (const row of await personal(due.id))
    expect(row).toEqual({ name: "", supporterId: null, comment: null });
  for (const id of ids) {
    expect(await db.$count(signatureAttempts, eq(signatureAttempts.signatureId, id))).toBe(0);
    expect(await db.$count(consents, eq(consents.signatureId, id))).toBe(0);
    expect(await db.$count(commentReviews, eq(commentReviews.signatureId, id))).toBe(0);
  }
  expect(await getCount(db, due.slug)).toMatchObject({ signatures: 2 });
  expect(await listMiscounts(db)).toEqual([]);
  const recent = await listRecentSigners(db, { campaignId: due.id, limit: 10 });
  expect(recent.map(({ name }) => name)).toEqual([null, null]);
  // Who signed elsewhere, too, stays a person there.
  expect(other.supporterId).toBe(due.signers[0]?.supporterId);
  expect(await db.$count(supporters, eq(supporters.id, other.supporterId))).toBe(1);
  expect(await db.$count(supporters, eq(supporters.id, due.signers[1]?.supporterId ?? ""))).toBe(0);
  for (const { id } of [notYet, undelivered])
    expect((await personal(id)).every(({ supporterId }) => supporterId !== null)).toBe(true);
});

test("a run is recorded, audited, and mailed to the owners; the next one has nothing to do", async () => {
  const [last] = await db.select().from(retentionRuns).orderBy(desc(retentionRuns.startedAt)).limit(1);
  expect(last).toMatchObject({ anonymised: 2 });
  const mails = and(
    eq(outboxMessages.topic, "retention.applied"),
    eq(outboxMessages.subjectId, last?.id ?? ""),
  );
  expect(await db.$count(outboxMessages, mails)).toBe(1);
  const [event] = await db.select().from(auditEvents).orderBy(desc(auditEvents.position)).limit(1);
  expect(event).toMatchObject({ action: "retention.applied", actorId: null });
  expect(await run()).toMatchObject({ anonymised: 0 });
  expect(await db.$count(retentionRuns)).toBe(1);
});

test("a run that stops halfway is continued by the next one", async () => {
  const { id } = await anEndedCampaign(31);
  const left = async () => (await personal(id)).filter(({ supporterId }) => supporterId !== null).length;
  expect(await run(newBudget({ batchSize: 1, batches: 1 }))).toMatchObject({ anonymised: 1 });
  expect(await left()).toBe(1);
  await run();
  expect(await left()).toBe(0);
  expect(await listMiscounts(db)).toEqual([]);
});

test("a campaign's own retention goes before that of the site; comments may go before names", async () => {
  const { id, slug } = await anEndedCampaign(10);
  const form = { deliveredOn: daysAgo(10), confirmedDays: undefined, commentDays: 5 };
  expect(await saveCampaignRetention(db, { slug, ...form, actorId: ownerId, now })).toEqual({
    outcome: "saved",
  });
  expect(await run()).toMatchObject({ anonymised: 0, comments: 2 });
  expect((await personal(id)).every(({ supporterId, comment }) => supporterId && comment === null)).toBe(
    true,
  );
  const later = { ...form, deliveredOn: new Date(now.getTime() + DAY_MS) };
  expect(await saveCampaignRetention(db, { slug, ...later, actorId: ownerId, now })).toEqual({
    outcome: "in-the-future",
  });
});

test("records of old mails are deleted once they are sent, and not before", async () => {
  await setRules({ mailDays: 60 });
  const campaign = await aCampaign(db);
  const { id } = await aConfirmed(campaign.slug);
  const old = { id: "01900000-0000-7000-8000-000000000001" };
  const ofSignature = and(
    eq(outboxMessages.subjectId, id),
    eq(outboxMessages.topic, "signature.confirmation-requested"),
  );
  await db.update(outboxMessages).set(old).where(ofSignature);
  const held = () => db.$count(outboxMessages, eq(outboxMessages.id, old.id));
  await run();
  expect(await held()).toBe(1);
  await db.update(outboxMessages).set({ sentAt: now }).where(eq(outboxMessages.id, old.id));
  expect(await run()).toMatchObject({ mails: 1 });
  expect(await held()).toBe(0);
});

test("a campaign that was delivered before it ended is kept for its whole retention after the end", async () => {
  const { id } = await anEndedCampaign(100);
  const closeAt = (at: Date) => db.update(campaigns).set({ closedAt: at }).where(eq(campaigns.id, id));
  await setRules({ confirmedDays: 30, commentDays: 30 });
  // As after reopening it and closing it again.
  await closeAt(daysAgo(10));
  expect(await run()).toMatchObject({ anonymised: 0, comments: 0 });
  await closeAt(daysAgo(31));
  expect(await run()).toMatchObject({ anonymised: 2, comments: 2 });
});
