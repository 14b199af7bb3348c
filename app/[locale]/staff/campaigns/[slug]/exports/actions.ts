"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireFreshStaff, requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/staff-heading";
import { db } from "@/lib/database";
import { exportChosen, listRequest, packRequest } from "@/lib/exports/export-input";
import { cancelExport, deleteExport, requestExport, requestPack } from "@/lib/exports/request-export";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import { filterQuery, signatureFilter } from "@/lib/signatures/signature-filter";
import { formLocale, formSlug } from "../../../_components/form-fields";

/** Requests an export of signatures. */
export async function requestListExport(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const slug = formSlug(form);
  const fields = Object.fromEntries(form);
  const filter = signatureFilter.parse(fields.which === "filtered" ? fields : {});
  const back = `${staffCampaignPath(locale, slug, "exports")}?${filterQuery(filter)}`;
  const member = await requireFreshStaff({ locale, permission: "signatures.export", back });
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const request = listRequest.safeParse({ ...fields, columns: form.getAll("columns") });
  if (!request.success) return refusal(request.error, t);
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) return { outcome: "refused", message: t("gone") };
  const { reason, format, bom, columns } = request.data;
  const asked = await requestExport(db(), {
    ...{ actorId: member.id, campaign, reason, locale, now: new Date(), filter },
    layout: { format, bom: bom === "yes", columns },
  });
  revalidatePath(exportsPath(locale, slug));
  if (asked.outcome === "nobody" || asked.outcome === "crowded")
    return { outcome: "refused", message: t(`refused.${asked.outcome}`) };
  return { outcome: "done", message: t(`asked.${asked.outcome}`) };
}

/** Requests a delivery pack. */
export async function requestDeliveryPack(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const slug = formSlug(form);
  const back = staffCampaignPath(locale, slug, "exports");
  const member = await requireFreshStaff({ locale, permission: "signatures.export", back });
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const request = packRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return refusal(request.error, t);
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) return { outcome: "refused", message: t("gone") };
  const { reason, language } = request.data;
  const pack = { actorId: member.id, campaign, reason, locale: language, now: new Date() };
  const asked = await requestPack(db(), pack);
  revalidatePath(exportsPath(locale, slug));
  if (asked.outcome !== "waiting") return { outcome: "refused", message: t(`refused.${asked.outcome}`) };
  return { outcome: "done", message: t("asked.waiting") };
}

/** Stops a running export. */
export async function stopExport(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "signatures.export" });
  return end(form, { locale, actorId: member.id, ending: cancelExport, done: "stopped" });
}

/** Deletes an export file before it expires. */
export async function removeFile(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "signatures.export" });
  return end(form, { locale, actorId: member.id, ending: deleteExport, done: "removed" });
}

type Ending = {
  locale: Locale;
  actorId: string;
  ending: typeof cancelExport | typeof deleteExport;
  done: "stopped" | "removed";
};

async function end(form: FormData, { locale, actorId, ending, done }: Ending): Promise<ActionResult> {
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const selected = exportChosen.safeParse(Object.fromEntries(form));
  if (!selected.success) return { outcome: "refused", message: t("gone") };
  const { id, slug } = selected.data;
  const now = new Date();
  const campaign = await getCampaignHeading(db(), { slug, locale, now });
  const ended = campaign && (await ending(db(), { id, campaign, actorId, now }));
  revalidatePath(exportsPath(locale, slug));
  if (ended?.outcome !== "ended") return { outcome: "refused", message: t("over") };
  return { outcome: "done", message: t(done) };
}

const exportsPath = (locale: Locale, slug: string) => staffCampaignPath(locale, slug, "exports");

type Translate = Awaited<ReturnType<typeof getTranslations<"staff.exports">>>;

/** Returns the message for the first invalid field. */
function refusal(error: z.ZodError, t: Translate): ActionResult {
  const invalid = new Set(error.issues.map(({ path }) => path[0]));
  const known = (["reason", "columns"] as const).find((field) => invalid.has(field));
  return { outcome: "refused", message: t(`unfit.${known ?? "form"}`) };
}
