import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { users, verificationTokens } from "@/db/schema";

/** The address of a member of staff, or null once they were removed. */
export async function getStaffAddress(db: Database, userId: string): Promise<string | null> {
  const [member] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.removedAt)));
  return member?.email ?? null;
}

/** Whom to mail a sign-in link, and in which language; null once the link was used or has expired. */
export async function getLinkRecipient(
  db: Transaction,
  link: { userId: string; tokenHash: string; now: Date },
) {
  const [recipient] = await db
    .select({ email: users.email, locale: users.locale })
    .from(users)
    .innerJoin(
      verificationTokens,
      and(eq(verificationTokens.identifier, users.email), eq(verificationTokens.token, link.tokenHash)),
    )
    .where(and(eq(users.id, link.userId), isNull(users.removedAt), gt(verificationTokens.expires, link.now)));
  return recipient ?? null;
}
