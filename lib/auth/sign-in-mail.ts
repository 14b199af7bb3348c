import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users, verificationTokens } from "@/db/schema";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { type SignInLink, signInToken, signInTokenHash } from "./sign-in-token";

type SignInMail = { to: string; locale: Locale; url: string };

/** Returns the content of a sign-in mail, or null if the link was used or has expired. */
export async function getSignInMail(
  db: Transaction,
  { locale: asked = "", ...link }: SignInLink & { locale?: string },
): Promise<SignInMail | null> {
  const token = signInToken(link);
  const tokenHash = signInTokenHash(token);
  const recipient = await getLinkRecipient(db, { userId: link.userId, tokenHash, now: new Date() });
  if (!recipient) return null;
  const locale = [asked, recipient.locale].find(isLocale) ?? DEFAULT_LOCALE;
  return { to: recipient.email, locale, url: `${env().APP_URL}${staffAreaPath(locale, `sign-in/${token}`)}` };
}

/** Returns the address and language of a link's recipient, or null if the link was used or has expired. */
async function getLinkRecipient(db: Transaction, link: { userId: string; tokenHash: string; now: Date }) {
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
