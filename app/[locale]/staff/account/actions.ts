"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { getCurrentSessionId, requireStaff } from "@/lib/auth/guards";
import { ownSessionsRequest } from "@/lib/auth/staff-input";
import { endSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import type { ActionResult } from "../_components/action-form";
import { formLocale } from "../_components/form-fields";
import { incompleteForm } from "../_components/incomplete-form";

/** Ends one of the member's own sessions, or all except the current one. */
export async function endOwnSessions(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "account.manage" });
  const request = ownSessionsRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const except = (await getCurrentSessionId()) ?? undefined;
  const count = await endSessions(db(), {
    memberId: member.id,
    only: request.data.session,
    except,
    by: member.id,
  });
  revalidatePath("/[locale]/staff/account", "page");
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  return { outcome: "done", message: t("ended", { count }) };
}
