import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signatureAttempts, signatures } from "@/db/schema";
import { type AttemptRef, confirmationToken } from "@/lib/signatures/confirm-token";
import { type ConfirmationMail, listConfirmationMails } from "@/lib/signatures/mails";
import { signCampaign } from "@/lib/signatures/sign";
import { aCampaign, aSigner, type SignerOverrides } from "./factories";

/** Returns the newest attempt of a signature. */
export async function getNewestAttempt(db: Database, signatureId: string): Promise<AttemptRef> {
  const [signature] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  if (!signature?.attemptId) throw new Error("no such attempt");
  return { signatureId, attemptId: signature.attemptId };
}

/** Returns what the confirmation mail of an attempt contains, by default that of the newest one. Throws if there is none to send. */
export async function getConfirmationMail(
  db: Database,
  signatureId: string,
  attemptId?: string,
): Promise<ConfirmationMail> {
  const attempt = attemptId ? { signatureId, attemptId } : await getNewestAttempt(db, signatureId);
  const mail = (await listConfirmationMails(db, [attempt])).get(attempt.attemptId);
  if (!mail) throw new Error("there is no mail to send");
  return mail;
}

/** Returns the token of a link that was mailed at `askedAt` about the newest attempt of a signature. */
export async function tokenMailedAt(db: Database, signatureId: string, askedAt: Date): Promise<string> {
  return confirmationToken({ ...(await getNewestAttempt(db, signatureId)), askedAt });
}

/** Moves the latest confirmation mail of an attempt, by default of the newest one, to a time. */
export async function moveConfirmationMail(db: Database, signatureId: string, at: Date): Promise<void> {
  const { attemptId } = await getNewestAttempt(db, signatureId);
  await db.update(signatures).set({ confirmationAskedAt: at }).where(eq(signatures.id, signatureId));
  await db
    .update(signatureAttempts)
    .set({ askedAt: at, triesShownFrom: at })
    .where(and(eq(signatureAttempts.signatureId, signatureId), eq(signatureAttempts.id, attemptId)));
}

/** Signs, and returns the attempt with the token and code of its mail. `id` is that of the signature. */
export async function signPending(db: Database, overrides: SignerOverrides = {}) {
  const campaign = overrides.campaign ?? (await aCampaign(db)).slug;
  const signed = await signCampaign(db, aSigner({ ...overrides, campaign }));
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  const { signatureId, attemptId } = signed;
  const { token, code } = await getConfirmationMail(db, signatureId);
  return { id: signatureId, signatureId, attemptId, campaign, token, code };
}
