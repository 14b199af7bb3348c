import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatures } from "@/db/schema";
import { meToken } from "@/lib/me/me-token";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signPending } from "./confirmations";
import { aCampaign, type SignerOverrides } from "./factories";
import { sealMails } from "./sealed-mails";

let number = 0;

/** Signs and confirms, with the mails of that sent. `link` is the token of a link that was mailed now. */
export async function aConfirmedSigner(
  db: Database,
  overrides: SignerOverrides = {},
  campaignOverrides = {},
) {
  const campaign = await aCampaign(db, campaignOverrides);
  const email = overrides.email ?? `own.${++number}@example.org`;
  const signed = await signPending(db, { name: "Rosa Lee", ...overrides, email, campaign: campaign.slug });
  await confirmByToken(db, { token: signed.token, now: new Date() });
  const supporterId = await getSupporterOf(db, signed.id);
  await sealMails(db);
  const link = meToken({ kind: "link", supporterId, at: new Date() });
  return { id: signed.id, email, campaign, supporterId, link };
}

/** Returns the id of the person behind a signature. */
async function getSupporterOf(db: Database, signatureId: string): Promise<string> {
  const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  if (!row?.supporterId) throw new Error("no such signature");
  return row.supporterId;
}
