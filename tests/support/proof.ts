import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { proofDays, proofEntries } from "@/db/schema";
import { closeDays } from "@/lib/proof/close-days";
import { confirmByToken } from "@/lib/signatures/confirm";
import { quarantineSignatures, restoreSignatures } from "@/lib/signatures/quarantine";
import { undoWithdrawal, withdrawSignature } from "@/lib/signatures/withdraw";
import { signPending } from "./confirmations";
import { aCampaign, aStaffMember } from "./factories";

/** A campaign with its public log, whose days pass as fast as a test wants. */
export async function aProvenCampaign(db: Database) {
  const campaign = await aCampaign(db);
  const member = await aStaffMember(db, { role: "campaigner" });
  const chosen = (...signatureIds: string[]) => ({
    campaignId: campaign.id,
    signatureIds,
    memberId: member.id,
  });
  const confirm = (token: string) => confirmByToken(db, { token, now: new Date() });
  async function sign() {
    const { id, token } = await signPending(db, { campaign: campaign.slug });
    await confirm(token);
    return id;
  }
  return {
    campaign,
    confirm,
    sign,
    signPending: () => signPending(db, { campaign: campaign.slug }),
    signMany: (count: number) => Promise.all(Array.from({ length: count }, sign)),
    quarantine: (...ids: string[]) => quarantineSignatures(db, { ...chosen(...ids), reason: "automated" }),
    restore: (...ids: string[]) => restoreSignatures(db, chosen(...ids)),
    withdraw: (signatureId: string) => withdrawSignature(db, { signatureId }),
    undo: (signatureId: string) => undoWithdrawal(db, { signatureId, now: new Date() }),
    /** Everything of today happened on this day instead, and the days until then are closed. */
    async endDay(day: string) {
      await moveToday(db, campaign.id, day);
      return closeDays(db, { now: new Date() });
    },
    move: (day: string) => moveToday(db, campaign.id, day),
    listEntries: () =>
      db
        .select()
        .from(proofEntries)
        .where(eq(proofEntries.campaignId, campaign.id))
        .orderBy(asc(proofEntries.position)),
    listDays: () =>
      db.select().from(proofDays).where(eq(proofDays.campaignId, campaign.id)).orderBy(asc(proofDays.day)),
  };
}

async function moveToday(db: Database, campaignId: string, day: string) {
  const moved = (time: ReturnType<typeof sql>) => sql`${day}::date + (${time} - date_trunc('day', ${time}))`;
  const isToday = sql`>= date_trunc('day', now()) - interval '1 hour'`;
  await db.execute(sql`
    update signatures set confirmed_at = ${moved(sql`confirmed_at`)}
    where campaign_id = ${campaignId} and confirmed_at ${isToday}`);
  await db.execute(sql`
    update count_changes set confirmed_at = ${moved(sql`confirmed_at`)}
    where campaign_id = ${campaignId} and confirmed_at ${isToday}`);
  await db.execute(
    sql`update count_changes set at = ${moved(sql`at`)} where campaign_id = ${campaignId} and at ${isToday}`,
  );
}
