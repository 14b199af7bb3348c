import { z } from "zod";
import { localeOrDefault } from "@/lib/i18n/locales";
import { parseAddress } from "@/lib/supporters/address";

/** A staff e-mail address, parsed by `parseAddress` and in lower case. */
export const staffAddress = z.string().transform((raw, context) => {
  const address = parseAddress(raw)?.toLowerCase();
  if (address) return address;
  context.addIssue({ code: "custom", message: "is not an e-mail address" });
  return z.NEVER;
});

/** The language of the page with the form. */
const formLocale = z.unknown().optional().transform(localeOrDefault);

/** The sign-in form. */
export const signInRequest = z.object({ email: staffAddress, locale: formLocale });

/** The form on the page that a sign-in link opens. */
export const sessionRequest = z.object({ token: z.string().max(200).catch(""), locale: formLocale });

/** The sign-out form. */
export const signOutRequest = z.object({ locale: formLocale });
