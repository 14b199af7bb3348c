import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditEvents, signatures } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { confirmByToken } from "@/lib/signatures/confirm";
import { quarantineSignatures, restoreSignatures } from "@/lib/signatures/quarantine";
import { listRecentSigners } from "@/lib/signatures/recent-signers";
import { signCampaign } from "@/lib/signatures/sign";
import { tokenMailedAt } from "../support/confirmations";
import { aDatabase, type TestDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.drop());

async function createCampaignWithSignatures() {
  const { db } = database;
  const campaign = await aCampaign(db);
  const member = await aStaffMember(db, { role: "campaigner" });
  const sign = async () => {
    const signed = await signCampaign(
      db,
      aSigner({ campaign: campaign.slug, name: "Ada Lovelace", display: "full" }),
    );
    if (signed.outcome !== "signed") throw new Error(signed.outcome);
    return signed.signatureId;
  };
  const confirm = async (signatureId: string) => {
    const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
    const token = await tokenMailedAt(db, signatureId, row?.confirmationAskedAt ?? new Date());
    return confirmByToken(db, { token, now: new Date() });
  };
  const selection = (signatureIds: string[]) => ({
    campaignId: campaign.id,
    signatureIds,
    memberId: member.id,
  });
  return {
    db,
    sign,
    confirm,
    quarantine: (...ids: string[]) => quarantineSignatures(db, { ...selection(ids), reason: "invented" }),
    restore: (...ids: string[]) => restoreSignatures(db, selection(ids)),
    count: async () => (await getCount(db, campaign.slug))?.signatures,
    listShown: async () =>
      (await listRecentSigners(db, { campaignId: campaign.id, limit: 50 })).map(({ name }) => name),
    campaign,
    member,
  };
}

test("a quarantined signature is neither counted nor shown until it is restored", async () => {
  const { sign, confirm, quarantine, restore, count, listShown, db } = await createCampaignWithSignatures();
  const id = await sign();
  await confirm(id);
  expect([await count(), await listShown()]).toEqual([1, ["Ada Lovelace"]]);
  expect(await quarantine(id)).toEqual([id]);
  expect(await quarantine(id)).toEqual([]);
  expect([await count(), await listShown()]).toEqual([0, []]);
  expect(await restore(id)).toEqual([id]);
  expect(await restore(id)).toEqual([]);
  expect([await count(), await listShown()]).toEqual([1, ["Ada Lovelace"]]);
  const log = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.subject, `signature:${id}`));
  expect(log.map(({ action }) => action).sort()).toEqual(["signature.restored", "signature.set-aside"]);
});

test("a quarantined pending signature does not count when confirmed, until it is restored", async () => {
  const { sign, confirm, quarantine, restore, count } = await createCampaignWithSignatures();
  const id = await sign();
  await quarantine(id);
  expect((await confirm(id)).outcome).toBe("confirmed");
  expect(await count()).toBe(0);
  await restore(id);
  expect(await count()).toBe(1);
});

test("signatures of other campaigns and withdrawn ones are unchanged", async () => {
  const one = await createCampaignWithSignatures();
  const other = await createCampaignWithSignatures();
  const id = await one.sign();
  await one.confirm(id);
  expect(await other.quarantine(id)).toEqual([]);
  await one.db.update(signatures).set({ withdrawnAt: new Date() }).where(eq(signatures.id, id));
  expect(await one.quarantine(id)).toEqual([]);
});

test("the count stays exact under concurrent quarantining, restoring and confirming", async () => {
  const { db, campaign, sign, confirm, quarantine, restore, count } = await createCampaignWithSignatures();
  const ids = await Promise.all(Array.from({ length: 12 }, sign));
  const some = (start: number) => ids.filter((_, index) => index % 3 === start);
  await Promise.all([
    ...ids.map(confirm),
    quarantine(...ids),
    ...[0, 1, 2].flatMap((start) => [
      quarantine(...some(start).reverse()),
      restore(...some(start)),
      restore(...ids),
    ]),
    ...ids.map((id) => quarantine(id)),
    ...ids.map((id) => restore(id)),
  ]);
  const rows = await db.select().from(signatures).where(eq(signatures.campaignId, campaign.id));
  expect(rows.every(({ confirmedAt }) => confirmedAt)).toBe(true);
  expect(await count()).toBe(rows.filter(({ quarantinedAt }) => !quarantinedAt).length);
});
