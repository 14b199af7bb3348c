"use server";

import { getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import { requireStaff } from "@/lib/auth/guards";
import { spokenLocale } from "@/lib/auth/input";
import { offerSignInLink } from "@/lib/auth/mutations";
import { keepReturnPath } from "@/lib/auth/return-path";
import { staffPath } from "@/lib/auth/rules";
import type { ActionResult } from "../../_components/action-form";

/** Mails whoever is signed in a link to sign in again, and remembers where they wanted to go. */
export async function askForLinkAgain(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = spokenLocale.parse(form.get("locale"));
  const member = await requireStaff({ locale, permission: "account.keep" });
  await offerSignInLink(db(), { email: member.email, now: new Date(), locale });
  await keepReturnPath(staffPath(form.get("back")) ?? "/staff");
  const t = await getTranslations({ locale, namespace: "staff.people.again" });
  return { outcome: "done", message: t("sent", { email: member.email }) };
}
