import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { confirmByToken } from "@/lib/signatures/confirm";
import { decideNames, listHeldNames } from "@/lib/signatures/name-reviews";
import { listRecentSigners } from "@/lib/signatures/recent-signers";
import { signCampaign } from "@/lib/signatures/sign";
import { signInput } from "@/lib/signatures/sign-input";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase, type TestDatabase } from "../support/database";
import { aCampaign, aStaffMember } from "../support/factories";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.drop());

let nth = 0;

async function signAndConfirm(campaign: string, fields: Record<string, string>) {
  nth += 1;
  const { wording: _asShown, ...input } = signInput.parse({ email: `signer-${nth}@example.org`, ...fields });
  const signed = await signCampaign(database.db, { ...input, campaign });
  if (signed.outcome !== "signed") throw new Error(signed.outcome);
  const { token } = await getConfirmationMail(database.db, signed.signatureId);
  expect((await confirmByToken(database.db, { token, now: new Date() })).outcome).toBe("confirmed");
  return signed.signatureId;
}

const publicNames = async (campaignId: string) =>
  (await listRecentSigners(database.db, { campaignId, limit: 10 })).map(({ name }) => name);

test("the short form that the signer saw is stored and shown", async () => {
  const { id, slug } = await aCampaign(database.db);
  const signatureId = await signAndConfirm(slug, { name: "王小明", display: "first", shownName: "小明" });
  expect(await publicNames(id)).toEqual(["小明"]);
  const [row] = await database.db.select().from(signatures).where(eq(signatures.id, signatureId));
  expect(row).toMatchObject({ name: "王小明", shownName: "小明" });
});

test("without a short form, the first name is shown only if it is unambiguous", async () => {
  const { id, slug } = await aCampaign(database.db);
  await signAndConfirm(slug, { name: "Dr. Ana Pérez", display: "first" });
  await signAndConfirm(slug, { name: "van Dijk", display: "first" });
  expect(await publicNames(id)).toEqual(["Ana", null]);
});

test("stored names that violate the later rule are kept, but not shown", async () => {
  const { id, slug } = await aCampaign(database.db);
  const signatureId = await signAndConfirm(slug, { name: "Ada Lovelace", display: "full" });
  await database.db
    .update(signatures)
    .set({ name: "WhatsApp.com/join" })
    .where(eq(signatures.id, signatureId));
  expect(await publicNames(id)).toEqual([null]);
});

test("a campaign that reviews names shows a new one only after staff approve it", async () => {
  const { db } = database;
  const { id: campaignId, slug } = await aCampaign(db, { reviewsNames: true });
  const { id: memberId } = await aStaffMember(db, { role: "campaigner" });
  const ada = await signAndConfirm(slug, { name: "Ada Lovelace", display: "full" });
  const eve = await signAndConfirm(slug, { name: "Eve Insult", display: "full" });
  await signAndConfirm(slug, { name: "Nobody Known", display: "anonymous" });
  const waiting = async (status: "waiting" | "declined" = "waiting") =>
    (await listHeldNames(db, { campaignId, status, limit: 10 })).map(({ id }) => id);
  expect([await publicNames(campaignId), await waiting()]).toEqual([
    [null, null, null],
    [ada, eve],
  ]);

  expect(await decideNames(db, { campaignId, names: [ada], decision: "approved", memberId })).toBe(1);
  expect(await decideNames(db, { campaignId, names: [ada], decision: "approved", memberId })).toBe(0);
  await decideNames(db, { campaignId, names: [eve], decision: "declined", memberId });
  expect([await publicNames(campaignId), await waiting(), await waiting("declined")]).toEqual([
    ["Ada Lovelace", null, null],
    [],
    [eve],
  ]);
  const other = await aCampaign(db);
  const elsewhere = { campaignId: other.id, names: [eve], decision: "approved" as const, memberId };
  expect(await decideNames(db, elsewhere)).toBe(0);
});

test("names that were public before the switch stay public", async () => {
  const { db } = database;
  const { id, slug } = await aCampaign(db);
  await signAndConfirm(slug, { name: "Ada Lovelace", display: "full" });
  expect(await publicNames(id)).toEqual(["Ada Lovelace"]);
  expect(await listHeldNames(db, { campaignId: id, status: "waiting", limit: 10 })).toEqual([]);
});
