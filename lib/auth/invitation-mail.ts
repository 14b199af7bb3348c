import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { staffInvitations, users, verificationTokens } from "@/db/schema";
import { env } from "@/lib/env";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import type { StaffRole } from "./permissions";
import { type SignInLink, signInToken, signInTokenHash } from "./sign-in-token";

type InvitationMail = {
  to: string;
  locale: Locale;
  url: string;
  role: StaffRole;
  /** The inviter's name or address; null for an invitation from the command line. */
  inviter: string | null;
};

/** Returns the content of an invitation mail, or null if its link was withdrawn, replaced or used, or has expired. */
export async function getInvitationMail(db: Transaction, link: SignInLink): Promise<InvitationMail | null> {
  const token = signInToken(link);
  const inviter = alias(users, "inviter");
  const [invited] = await db
    .select({
      to: users.email,
      locale: users.locale,
      role: users.role,
      inviter: sql<string | null>`coalesce(${inviter.name}, ${inviter.email})`,
    })
    .from(users)
    .innerJoin(
      verificationTokens,
      and(
        eq(verificationTokens.identifier, users.email),
        eq(verificationTokens.token, signInTokenHash(token)),
      ),
    )
    .innerJoin(staffInvitations, eq(staffInvitations.userId, users.id))
    .leftJoin(inviter, eq(inviter.id, staffInvitations.invitedById))
    .where(
      and(eq(users.id, link.userId), isNull(users.removedAt), gt(verificationTokens.expires, new Date())),
    )
    .orderBy(desc(staffInvitations.invitedAt))
    .limit(1);
  if (!invited) return null;
  const locale = localeOrDefault(invited.locale);
  return { ...invited, locale, url: `${env().APP_URL}${staffAreaPath(locale, `sign-in/invited/${token}`)}` };
}
