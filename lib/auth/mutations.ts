import { and, eq, lte } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { sessions, staffInvitations, users, verificationTokens } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/mutations";
import type { StaffInvitation } from "./input";
import { MOST_LIVE_LINKS, SIGN_IN_WITHIN_MINUTES, signInToken, signInTokenHash } from "./sign-in-token";

/**
 * Promises a sign-in link to a member of staff, in one transaction with its mail, in the language of the page (else their own). Strangers, and who has enough
 * links already, get nothing; the caller cannot tell.
 *
 * next-auth's own sign-in route is not used for this: it wants its CSRF cookie, which a page cannot set, and it
 * stores the token and sends the mail side by side, so that one could fail without the other.
 */
export async function offerSignInLink(
  db: Database,
  asked: { email: string; now: Date; locale?: Locale },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [member] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, asked.email))
      .for("update"); // so that two requests at once count each other's links
    if (!member || !(await hasRoomForLink(tx, asked))) return;
    const link = { userId: member.id, tokenId: newId() };
    await tx.insert(verificationTokens).values({
      identifier: asked.email,
      token: signInTokenHash(signInToken(link)),
      expires: new Date(asked.now.getTime() + SIGN_IN_WITHIN_MINUTES * 60_000),
    });
    await enqueue(tx, {
      topic: "staff.sign-in-requested",
      subjectId: link.tokenId,
      payload: { ...link, ...(asked.locale && { locale: asked.locale }) },
      priority: 0,
    });
  });
}

/** Makes room by forgetting the person's expired links. */
async function hasRoomForLink(
  tx: Transaction,
  { email, now }: { email: string; now: Date },
): Promise<boolean> {
  const theirs = eq(verificationTokens.identifier, email);
  await tx.delete(verificationTokens).where(and(theirs, lte(verificationTokens.expires, now)));
  return (await tx.$count(verificationTokens, theirs)) < MOST_LIVE_LINKS;
}

/** Forgets everybody's sign-in links and sessions that have expired: they open nothing any more. */
export async function forgetEndedSignIns(db: Database, { now }: { now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(verificationTokens).where(lte(verificationTokens.expires, now));
    await tx.delete(sessions).where(lte(sessions.expires, now));
  });
}

/** Puts a person on the staff, or gives them another role. Asking for what is already so changes nothing. */
export async function inviteStaff(db: Database, { email, role, name, locale }: StaffInvitation) {
  return db.transaction(async (tx) => {
    const [added] = await tx
      .insert(users)
      .values({ id: newId(), email, role, name, locale })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (added) {
      await tx.insert(staffInvitations).values({ id: newId(), userId: added.id, role });
      return { outcome: "invited" } as const;
    }
    const [member] = await tx.select().from(users).where(eq(users.email, email)).for("update");
    if (!member) throw new Error("a member of staff was removed while being invited");
    if (member.role === role) return { outcome: "already-invited" } as const;
    await tx.update(users).set({ role }).where(eq(users.id, member.id));
    await tx.insert(staffInvitations).values({ id: newId(), userId: member.id, role });
    return { outcome: "role-changed", from: member.role } as const;
  });
}
