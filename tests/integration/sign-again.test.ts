import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { consents, outboxMessages, shareLinks, signatures, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { MAIL_INTERVAL_HOURS } from "@/lib/signatures/mail-limits";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { listFailures, sealMails } from "../support/sealed-mails";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const PARALLEL = 30;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

const sign = (signer: NewSignature) => signAndLoad(db, signer);

/** Creates a confirmed signature whose mail was sent long ago. */
async function aConfirmedSigner(email = "counted@example.org") {
  const campaign = (await aCampaign(db)).slug;
  const signer = aSigner({ campaign, email, name: "Ada", updates: false });
  const { stored } = await sign(signer);
  await updateSignature(stored.id, { confirmedAt: new Date() });
  await db.delete(outboxMessages).where(eq(outboxMessages.subjectId, stored.id));
  return { signer, id: stored.id };
}

const updateSignature = (id: string, values: Partial<typeof signatures.$inferInsert>) =>
  db.update(signatures).set(values).where(eq(signatures.id, id));
const countMails = (id: string) => db.$count(outboxMessages, eq(outboxMessages.subjectId, id));

test('signing again after confirming sends an "already signed" mail, gives the same response and keeps the stored values', async () => {
  const { signer, id } = await aConfirmedSigner();
  const consented = await db.$count(consents, eq(consents.signatureId, id));
  const again = await sign({ ...signer, name: "Eve", comment: "No.", display: "full", updates: true });
  expect(again).toMatchObject({
    outcome: "already-signed",
    signatureId: id,
    stored: { name: "Ada", comment: null, display: "anonymous", confirmationsAsked: 1 },
  });
  expect(again.stored.repeatQueuedAt).not.toBeNull();
  expect(await db.$count(consents, eq(consents.signatureId, id))).toBe(consented);
  const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.subjectId, id));
  expect(mail).toMatchObject({ topic: "signature.repeated", priority: 2, payload: { signatureId: id } });
  expect(await countMails(id)).toBe(1);
});

test('at most one "already signed" mail is sent a day, also under concurrent signing', async () => {
  const { signer, id } = await aConfirmedSigner();
  await Promise.all(Array.from({ length: PARALLEL }, () => sign(signer)));
  expect(await countMails(id)).toBe(1);
  await updateSignature(id, { repeatQueuedAt: hoursAgo(MAIL_INTERVAL_HOURS - 1) });
  await sign(signer);
  expect(await countMails(id)).toBe(1);
  await updateSignature(id, { repeatQueuedAt: hoursAgo(MAIL_INTERVAL_HOURS + 1) });
  await Promise.all([sign(signer), sign(signer), sign(signer)]);
  expect(await countMails(id)).toBe(2);
});

test('the "already signed" mail contains the signer\'s share link, in the language of the signature', async () => {
  const { signer, id } = await aConfirmedSigner("sharer@example.org");
  const { campaignId } = (await sign(signer)).stored;
  const [link] = await db
    .insert(shareLinks)
    .values({ id: newId(), code: "bcdfghjkm", campaignId, ownerSignatureId: id, locale: "en" })
    .returning();
  await sign({ ...signer, locale: "es", name: "Eve Typed This" });
  const mails = (await sealMails(db)).filter(({ to }) => to === "sharer@example.org");
  expect(mails).toHaveLength(1);
  const [{ subject = "", html = "", text = "" } = {}] = mails;
  expect(subject).toMatch(/^You have signed already: /);
  expect(text).toContain(`/thanks?share=${link?.code}`);
  expect(text).toContain("http://localhost:3000/en/mail/");
  expect(mails[0]?.headers).toBeUndefined();
  expect(subject + html + text).not.toMatch(/Eve|Typed/);
});

test('the "already signed" mail creates the share link if there is none yet', async () => {
  const { signer, id } = await aConfirmedSigner("linkless@example.org");
  await sign(signer);
  const [mail] = (await sealMails(db)).filter(({ to }) => to === "linkless@example.org");
  const [own] = await db.select().from(shareLinks).where(eq(shareLinks.ownerSignatureId, id));
  expect(mail?.text).toContain(`/thanks?share=${own?.code}`);
});

test.each([
  ["is withdrawn", { withdrawnAt: new Date() }],
  ["is quarantined", { quarantinedAt: new Date() }],
])('no "already signed" mail is sent when the signature %s', async (_, values) => {
  const { signer, id } = await aConfirmedSigner();
  await updateSignature(id, values);
  expect((await sign(signer)).outcome).toBe("already-signed");
  expect(await countMails(id)).toBe(0);
});

test("withdrawing before the mail is rendered cancels it", async () => {
  const { signer, id } = await aConfirmedSigner("left.again@example.org");
  await sign(signer);
  await updateSignature(id, { withdrawnAt: new Date() });
  expect((await sealMails(db)).filter(({ to }) => to === "left.again@example.org")).toEqual([]);
  expect(await listFailures(db, id)).toEqual(["withdrawn, or not counted"]);
});

test("a confirmed signer who stopped all mail gets none; the response is the same", async () => {
  const { signer, id } = await aConfirmedSigner("counted.silent@example.org");
  const [{ supporterId } = {}] = await db.select().from(signatures).where(eq(signatures.id, id));
  await db
    .update(supporters)
    .set({ neverMailAt: new Date() })
    .where(eq(supporters.id, supporterId ?? ""));
  expect((await sign(signer)).outcome).toBe("already-signed");
  expect(await countMails(id)).toBe(0);
});
