import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { mailBatches, outboxMessages, signatures, supporters } from "@/db/schema";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { renderers } from "@/lib/jobs/render-messages";
import { sealBatch } from "@/lib/outbox/seal";
import { openMails } from "@/lib/outbox/sealed-request";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, owner, drop } = await aDatabase();
afterAll(drop);
const now = new Date();

beforeEach(async () => {
  for (const table of [outboxMessages, mailBatches]) await db.delete(table);
});

async function signs(email: string, campaign: string) {
  const signed = await signCampaign(db, aSigner({ campaign, email }));
  if (signed.outcome !== "signed") throw new Error(`the signature was answered ${signed.outcome}`);
  return signed.signatureId;
}

async function sealedFor() {
  const batches = await db.select({ id: mailBatches.id, sealed: mailBatches.sealed }).from(mailBatches);
  return batches.flatMap(({ id, sealed }) => (sealed ? openMails({ id, sealed }) : [])).map(({ to }) => to);
}

test("an address that cannot be decrypted does not block other mails", async () => {
  const { slug } = await aCampaign(db);
  const altered = await signs("altered@example.org", slug);
  await signs("ada@example.org", slug);
  const [signature] = await db.select().from(signatures).where(eq(signatures.id, altered));
  await db
    .update(supporters)
    .set({ emailCipher: Buffer.alloc(64) })
    .where(eq(supporters.id, signature?.supporterId ?? altered));
  expect(await sealBatch(db, { renderers, now })).toBe(2);
  expect(await sealedFor()).toEqual(["ada@example.org"]);
  expect(await db.select().from(outboxMessages).where(eq(outboxMessages.subjectId, altered))).toMatchObject([
    { batchId: null, failedAt: now, failure: "could not be written: see the log" },
  ]);
});

test("a database error while rendering ends no message", async () => {
  const { email } = await aStaffMember(db);
  await requestSignInLink(db, { email, now });
  await owner.execute("alter table verification_tokens rename to tokens_away");
  await expect(sealBatch(db, { renderers, now })).rejects.toThrow();
  await owner.execute("alter table tokens_away rename to verification_tokens");
  expect(await sealBatch(db, { renderers, now })).toBe(1);
  expect(await sealedFor()).toEqual([email]);
});
