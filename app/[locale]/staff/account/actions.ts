"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { getCurrentSessionId, requireStaff } from "@/lib/auth/guards";
import { formLocale } from "@/lib/auth/sign-in-input";
import { ownSessionsRequest } from "@/lib/auth/staff-input";
import { endSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import type { ActionResult } from "../_components/action-form";

/** Ends one of one's own sessions, or all but the one that asks. */
export async function endOwnSessions(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const member = await requireStaff({ locale, permission: "account.keep" });
  const { session } = ownSessionsRequest.parse(Object.fromEntries(form));
  const except = (await getCurrentSessionId()) ?? undefined;
  const count = await endSessions(db(), { memberId: member.id, only: session, except, by: member.id });
  revalidatePath("/[locale]/staff/account", "page");
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  return { outcome: "done", message: t("ended", { count }) };
}
