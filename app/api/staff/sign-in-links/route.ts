import { networkLimit } from "@/app/_http/network-limit";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { clientAddress } from "@/app/_http/visitor";
import { signInRequest } from "@/lib/auth/sign-in-input";
import { recordSignInRequest } from "@/lib/auth/sign-in-request";
import { db } from "@/lib/database";
import { localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { readOwnForm } from "../_form";
import { seeOther } from "../_responses";

/** A newsroom may share one address. */
const mayRequestLink = networkLimit({ name: "sign-in", perMinute: 120, allPerMinute: 2_400 });

/** Records a request for a sign-in link, which the worker mails to staff. Everyone gets the same response after the same work. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const asked = signInRequest.safeParse(fields);
  if (!asked.success) return seeOther(`${staffAreaPath(localeOrDefault(fields.locale))}?address=unreadable`);
  const { email, locale } = asked.data;
  if (!(await mayRequestLink(clientAddress(request.headers)))) {
    const backTo = staffAreaPath(locale);
    return refusePublicRequest({ reason: "tooManySignIns", kind: "form", locale, backTo });
  }
  await recordSignInRequest(db(), { email, locale, now: new Date() });
  return seeOther(staffAreaPath(locale, "sign-in/sent"));
}
