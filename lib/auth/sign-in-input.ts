import { z } from "zod";

import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { parseAddress } from "@/lib/supporters/address";

/** A member of staff's address: NFKC first, then plain ASCII with one @, in lower case. */
export const staffAddress = z.string().transform((raw, context) => {
  const address = parseAddress(raw)?.toLowerCase();
  if (address) return address;
  context.addIssue({ code: "custom", message: "is not an e-mail address" });
  return z.NEVER;
});

/** The language of the page that a form was on. */
export const formLocale = z.enum(LOCALES).catch(DEFAULT_LOCALE);

/** What the sign-in form sends. */
export const signInRequest = z.object({ email: staffAddress, locale: formLocale });

/** What the button behind a mailed link sends. */
export const sessionRequest = z.object({ token: z.string().max(200).catch(""), locale: formLocale });

/** What the sign-out button sends. */
export const signOutRequest = z.object({ locale: formLocale });
