import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { outboxMessages, signatures, supporters } from "@/db/schema";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import type { aCampaign } from "./factories";

export const now = new Date("2026-11-24T12:00:00Z");
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
export const after = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1_000);

export type Campaign = Awaited<ReturnType<typeof aCampaign>>;
export type MessageFields = Partial<typeof outboxMessages.$inferInsert>;

/** Factories for signatures of any time and mails in any state. */
export function outboxFactories(db: Database) {
  let people = 0;

  /** Creates a signature by a new person at a mail domain; `confirmedAfter` is in seconds. */
  async function aSignature(
    campaign: Campaign,
    {
      domain = "gmail.com",
      at = ago(DAY),
      confirmedAfter,
    }: { domain?: string; at?: Date; confirmedAfter?: number } = {},
  ) {
    people += 1;
    const [id, supporterId] = [v7({ msecs: at.getTime() }), v7({ msecs: at.getTime() })];
    const [text] = campaign.texts;
    if (!text) throw new Error("the campaign has no text");
    await db.insert(supporters).values({
      id: supporterId,
      ...addressRecord(requireEmailAddress(`person-${people}@${domain}`), supporterId),
      locale: "es",
    });
    await db.insert(signatures).values({
      id,
      campaignId: campaign.id,
      supporterId,
      textId: text.id,
      name: "Ada Lovelace",
      locale: "es",
      signedAt: at,
      confirmationAskedAt: at,
      confirmedAt: confirmedAfter === undefined ? null : after(at, confirmedAfter),
    });
    return { id, signedAt: at };
  }

  /** Creates a mail about a signature; `fields` set its state. */
  async function aMail(signature: { id: string; signedAt: Date }, fields: MessageFields = {}) {
    await db.insert(outboxMessages).values({
      id: v7({ msecs: signature.signedAt.getTime() }),
      topic: "signature.confirmation-requested",
      subjectId: signature.id,
      payload: { signatureId: signature.id },
      priority: 1,
      ...fields,
    });
  }

  return { aSignature, aMail };
}
