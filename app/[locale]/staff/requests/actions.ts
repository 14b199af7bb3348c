"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { isId } from "@/lib/ids";
import { staffAreaPath } from "@/lib/paths";
import { closeRequest, openRequest, requestEnd, requestKind } from "@/lib/requests/register";
import {
  changeAddressForPerson,
  deedReason,
  eraseForPerson,
  recordPersonRead,
  resendForPerson,
  withdrawForPerson,
} from "@/lib/requests/staff-deeds";
import { addressSearch } from "@/lib/signatures/signature-filter";
import { getSupporterByMailbox } from "@/lib/supporters/find-supporter";
import type { ActionResult } from "../_components/action-form";
import { formLocale } from "../_components/form-fields";

const lookUpForm = addressSearch.extend({
  kind: z.union([z.literal("").transform(() => null), requestKind]),
  reason: deedReason,
});

/** Registers a request, if it is one, and finds the person. The address is posted, so that no log and no history has it. */
export async function lookUp(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "requests.answer" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  const input = lookUpForm.safeParse(Object.fromEntries(form));
  if (!input.success) return { outcome: "refused", message: t("incomplete") };
  const { email, kind, reason } = input.data;
  const now = new Date();
  if (kind) await openRequest(db(), { email, kind, memberId: member.id, now });
  revalidatePath("/[locale]/staff/requests", "page");
  const person = await getSupporterByMailbox(db(), email);
  if (!person) return { outcome: "done", message: kind ? t("nobodyRegistered") : t("nobody") };
  await recordPersonRead(db(), { supporterId: person.id, memberId: member.id, reason, now });
  redirect(`${staffAreaPath(locale, "requests")}?person=${person.id}`);
}

/** Closes a request of the register. */
export async function endRequest(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "requests.answer" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  const input = requestEnd.safeParse(Object.fromEntries(form));
  if (!input.success) return { outcome: "refused", message: t("incomplete") };
  const { request: id, outcome } = input.data;
  await closeRequest(db(), { id, outcome, memberId: member.id, now: new Date() });
  revalidatePath("/[locale]/staff/requests", "page");
  return { outcome: "done", message: t("closed") };
}

const deedForm = z.object({
  person: z.string().refine(isId),
  reason: deedReason,
  deed: z.enum(["erase", "change-address", "withdraw", "resend"]),
  signature: z.string().refine(isId).optional(),
});

/** Does for a person what they could do themselves, with a reason for the audit log and a mail to them. */
export async function actForPerson(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "requests.answer" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  const input = deedForm.safeParse(Object.fromEntries(form));
  if (!input.success) return { outcome: "refused", message: t("incomplete") };
  const { person: supporterId, reason, deed, signature: signatureId = "" } = input.data;
  const who = { supporterId, memberId: member.id, reason, now: new Date() };
  const done = await act({ deed, who, signatureId, form });
  revalidatePath("/[locale]/staff/requests", "page");
  return { outcome: done.startsWith("not-") ? "refused" : "done", message: t(`deeds.${done}`) };
}

type Act = {
  deed: z.infer<typeof deedForm>["deed"];
  who: Parameters<typeof eraseForPerson>[1];
  signatureId: string;
  form: FormData;
};

async function act({ deed, who, signatureId, form }: Act) {
  if (deed === "erase") return (await eraseForPerson(db(), who)) ? "erased" : "not-found";
  if (deed === "withdraw") {
    const { outcome } = await withdrawForPerson(db(), { ...who, signatureId });
    return outcome === "withdrawn" ? "withdrawn" : "not-found";
  }
  if (deed === "resend") {
    const { outcome } = await resendForPerson(db(), { ...who, signatureId });
    return outcome === "asked" ? "resent" : "not-pending";
  }
  const search = addressSearch.safeParse({ email: form.get("email") });
  if (!search.success) return "not-an-address";
  const { outcome } = await changeAddressForPerson(db(), { ...who, email: search.data.email });
  if (outcome === "changed") return "changed";
  return outcome === "taken" ? "not-free" : "not-found";
}
