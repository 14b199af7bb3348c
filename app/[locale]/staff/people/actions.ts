"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { changeRole, removeMember, restoreMember } from "@/lib/auth/change-staff";
import { requireStaff } from "@/lib/auth/guards";
import { inviteAgain, inviteByMail } from "@/lib/auth/invite";
import { formLocale } from "@/lib/auth/sign-in-input";
import { invitationForm, memberRequest, memberSessionsRequest, roleRequest } from "@/lib/auth/staff-input";
import { endSessions } from "@/lib/auth/staff-sessions";
import { db } from "@/lib/database";
import type { ActionResult } from "../_components/action-form";

/** Invites somebody by mail. */
export async function invitePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const fields = { ...Object.fromEntries(form), locale: form.get("language") };
  const invitation = invitationForm.safeParse(fields);
  if (!invitation.success) {
    const [field] = invitation.error.issues[0]?.path ?? [];
    return { outcome: "refused", message: field === "email" ? t("noAddress") : t("noName") };
  }
  const invited = await inviteByMail(db(), { ...invitation.data, by: owner.id, now: new Date() });
  if (invited.outcome === "not-an-owner") return { outcome: "refused", message: t(invited.outcome) };
  if (invited.outcome === "here-already")
    return { outcome: "refused", message: t("here-already", { name: invited.name }) };
  refresh();
  return { outcome: "done", message: t("invited", { name: invited.name, email: invitation.data.email }) };
}

/** Mails an invitation once more. */
export async function invitePersonAgain(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const { member } = memberRequest.parse(Object.fromEntries(form));
  const invited = await inviteAgain(db(), { memberId: member, by: owner.id, now: new Date() });
  refresh();
  if (invited.outcome !== "invited") return { outcome: "refused", message: t(invited.outcome) };
  return { outcome: "done", message: t("invitedAgain", { name: invited.name }) };
}

/** Gives somebody another role. Undone by giving them the one from before. */
export async function changePersonRole(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const { member, role } = roleRequest.parse(Object.fromEntries(form));
  const given = await changeRole(db(), { memberId: member, role, by: owner.id });
  refresh();
  if (given.outcome !== "changed") return { outcome: "refused", message: t(given.outcome) };
  return {
    outcome: "done",
    message: t("roleChanged", { name: given.name, role }),
    undo: { label: t("undo"), fields: { locale, member, role: given.from } },
  };
}

/** Takes somebody off the staff, or withdraws their invitation. Undone by `restorePerson`. */
export async function removePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const { member } = memberRequest.parse(Object.fromEntries(form));
  const removed = await removeMember(db(), { memberId: member, by: owner.id, now: new Date() });
  refresh();
  if (removed.outcome !== "removed") return { outcome: "refused", message: t(removed.outcome) };
  return { outcome: "done", message: t("removed", { name: removed.name }) };
}

/** Puts somebody back. */
export async function restorePerson(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const { member } = memberRequest.parse(Object.fromEntries(form));
  const restored = await restoreMember(db(), { memberId: member, by: owner.id });
  refresh();
  if (restored.outcome !== "restored") return { outcome: "refused", message: t(restored.outcome) };
  return { outcome: "done", message: t("restored", { name: restored.name }) };
}

/** Ends one session of somebody, or all of them. */
export async function endPersonSessions(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale.parse(form.get("locale"));
  const owner = await requireStaff({ locale, permission: "staff.manage" });
  const t = await getTranslations({ locale, namespace: "staff.people.told" });
  const { member, session } = memberSessionsRequest.parse(Object.fromEntries(form));
  const count = await endSessions(db(), { memberId: member, only: session, by: owner.id });
  refresh();
  return { outcome: "done", message: t("ended", { count }) };
}

function refresh() {
  revalidatePath("/[locale]/staff/people", "page");
}
