import { seeOther } from "@/app/api/staff/_responses";
import { requireStaff } from "@/lib/auth/guards";
import { storeReturnPath } from "@/lib/auth/return-path";
import { requestSignInLink } from "@/lib/auth/sign-in-link";
import { parseStaffPath, STAFF_HOME } from "@/lib/auth/staff-path";
import { db } from "@/lib/database";
import { localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { readOwnForm } from "../../_form";

/** Mails the signed-in member a link to sign in again, and stores the page to return to. */
export async function POST(request: Request) {
  const fields = await readOwnForm(request);
  if (fields instanceof Response) return fields;
  const locale = localeOrDefault(fields.locale);
  const member = await requireStaff({ locale, permission: "account.manage" });
  await requestSignInLink(db(), { email: member.email, now: new Date(), locale });
  await storeReturnPath(parseStaffPath(fields.back) ?? STAFF_HOME);
  return seeOther(staffAreaPath(locale, "sign-in/sent"));
}
