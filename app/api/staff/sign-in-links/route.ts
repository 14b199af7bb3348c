import { setTimeout as pause } from "node:timers/promises";
import { signInRequest } from "@/lib/auth/sign-in-input";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { db } from "@/lib/database";
import { localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { readOwnForm } from "../_form";
import { seeOther } from "../_responses";

/** Longer than either path takes, so that the response time does not reveal whether an address belongs to staff. */
const RESPONSE_DELAY_MS = 250;

/** Mails a sign-in link to staff. Everyone gets the same response. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const asked = signInRequest.safeParse(fields);
  if (!asked.success) return seeOther(`${staffAreaPath(localeOrDefault(fields.locale))}?address=unreadable`);
  const { email, locale } = asked.data;
  await Promise.all([requestSignInLink(db(), { email, locale, now: new Date() }), pause(RESPONSE_DELAY_MS)]);
  return seeOther(staffAreaPath(locale, "sign-in/sent"));
}
