"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { changeRole, removeMember, restoreMember } from "@/lib/auth/change-staff";
import { requireStaff } from "@/lib/auth/guards";
import { inviteAgain, inviteByMail } from "@/lib/auth/invite";
import { invitationForm, memberRequest, memberSessionsRequest, roleRequest } from "@/lib/auth/staff-input";
import { endSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import { isolated } from "@/lib/direction";
import type { ActionResult } from "../_components/action-form";
import { formLocale } from "../_components/form-fields";
import { incompleteForm } from "../_components/incomplete-form";

/** Invites a person by mail. */
export async function invitePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const fields = { ...Object.fromEntries(form), locale: form.get("language") };
  const invitation = invitationForm.safeParse(fields);
  if (!invitation.success) {
    const [field] = invitation.error.issues[0]?.path ?? [];
    return { outcome: "refused", message: field === "email" ? t("noAddress") : t("noName") };
  }
  const invited = await inviteByMail(db(), { ...invitation.data, by: owner.id, now: new Date() });
  if (invited.outcome === "not-an-owner") return { outcome: "refused", message: t(invited.outcome) };
  if (invited.outcome === "here-already")
    return { outcome: "refused", message: t("here-already", { name: isolated(invited.name) }) };
  refresh();
  return {
    outcome: "done",
    message: t("invited", { name: isolated(invited.name), email: invitation.data.email }),
  };
}

/** Sends an invitation again. */
export async function invitePersonAgain(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const request = memberRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const { member } = request.data;
  const invited = await inviteAgain(db(), { memberId: member, by: owner.id, now: new Date() });
  refresh();
  if (invited.outcome !== "invited") return { outcome: "refused", message: t(invited.outcome) };
  return { outcome: "done", message: t("invitedAgain", { name: isolated(invited.name) }) };
}

/** Changes the role of a member. The undo is the same action with the previous role. */
export async function changePersonRole(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const request = roleRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const { member, role } = request.data;
  const given = await changeRole(db(), { memberId: member, role, by: owner.id });
  refresh();
  if (given.outcome !== "changed") return { outcome: "refused", message: t(given.outcome) };
  return {
    outcome: "done",
    message: t("roleChanged", { name: isolated(given.name), role }),
    undo: { label: t("undo"), fields: { locale, member, role: given.from } },
  };
}

/** Removes a member of staff, or withdraws their invitation. Undone by `restorePerson`. */
export async function removePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const request = memberRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const { member } = request.data;
  const removed = await removeMember(db(), { memberId: member, by: owner.id, now: new Date() });
  refresh();
  if (removed.outcome !== "removed") return { outcome: "refused", message: t(removed.outcome) };
  return { outcome: "done", message: t("removed", { name: isolated(removed.name) }) };
}

/** Restores a removed member. */
export async function restorePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const request = memberRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const { member } = request.data;
  const restored = await restoreMember(db(), { memberId: member, by: owner.id });
  refresh();
  if (restored.outcome !== "restored") return { outcome: "refused", message: t(restored.outcome) };
  return { outcome: "done", message: t("restored", { name: isolated(restored.name) }) };
}

/** Ends one session of a member, or all. */
export async function endPersonSessions(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.results" });
  const request = memberSessionsRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return incompleteForm(locale);
  const { member, session } = request.data;
  const count = await endSessions(db(), { memberId: member, only: session, by: owner.id });
  refresh();
  return { outcome: "done", message: t("ended", { count }) };
}

function refresh() {
  revalidatePath("/[locale]/staff/people", "page");
}
