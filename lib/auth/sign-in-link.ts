import { and, eq, isNull, lte } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { sessions, users, verificationTokens } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/enqueue";
import { MAX_LIVE_LINKS, SIGN_IN_WITHIN_MINUTES, signInToken, signInTokenHash } from "./sign-in-token";

type AskedLink = { email: string; now: Date; locale?: Locale };

/**
 * Creates a sign-in link for a member of staff and enqueues its mail in the same transaction, in the language of the page or
 * else their own. Does nothing for unknown addresses and for people with `MAX_LIVE_LINKS` links. The result is the same in every
 * case, but the duration is not: for public requests use `recordSignInRequest`.
 *
 * next-auth's own sign-in route is not used: it needs a CSRF cookie that a page cannot set, and it stores the token and
 * sends the mail without a transaction, so that one can fail without the other.
 */
export async function requestSignInLink(db: Database, request: AskedLink): Promise<void> {
  await db.transaction((tx) => createSignInLink(tx, request));
}

/** Like `requestSignInLink`, in the caller's transaction. */
export async function createSignInLink(tx: Transaction, request: AskedLink): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, request.email), isNull(users.removedAt)))
    .for("update"); // so that concurrent requests count each other's links
  if (!member || !(await isBelowLinkLimit(tx, request))) return;
  const link = { userId: member.id, tokenId: newId() };
  await tx.insert(verificationTokens).values({
    identifier: request.email,
    token: signInTokenHash(signInToken(link)),
    expires: new Date(request.now.getTime() + SIGN_IN_WITHIN_MINUTES * 60_000),
  });
  await enqueue(tx, {
    topic: "staff.sign-in-requested",
    subjectId: link.tokenId,
    payload: { ...link, ...(request.locale && { locale: request.locale }) },
    priority: 0,
  });
}

/** Deletes the person's expired links, then checks the limit. */
async function isBelowLinkLimit(
  tx: Transaction,
  { email, now }: { email: string; now: Date },
): Promise<boolean> {
  const theirs = eq(verificationTokens.identifier, email);
  await tx.delete(verificationTokens).where(and(theirs, lte(verificationTokens.expires, now)));
  return (await tx.$count(verificationTokens, theirs)) < MAX_LIVE_LINKS;
}

/** Deletes all expired sign-in links and sessions. */
export async function purgeExpiredSignIns(db: Database, { now }: { now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(verificationTokens).where(lte(verificationTokens.expires, now));
    await tx.delete(sessions).where(lte(sessions.expires, now));
  });
}
