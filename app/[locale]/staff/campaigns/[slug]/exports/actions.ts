"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { requireFreshStaff, requireStaff } from "@/lib/auth/guards";
import { getCampaignHeading } from "@/lib/campaigns/campaign-heading";
import { db } from "@/lib/database";
import { exportChosen, listRequest, packRequest } from "@/lib/exports/export-input";
import { cancelExport, deleteExport, requestExport, requestPack } from "@/lib/exports/request-export";
import type { Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { staffCampaignPath } from "@/lib/paths";
import { filterQuery, signatureFilter } from "@/lib/signatures/signature-filter";
import { localeOf } from "../_components/form-locale";

/** Asks for a list of signatures as a file. */
export async function requestListExport(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const { locale, slug } = whereFrom(form);
  const fields = Object.fromEntries(form);
  const filter = signatureFilter.parse(fields.which === "filtered" ? fields : {});
  const back = `${staffCampaignPath(locale, slug, "exports")}?${filterQuery(filter)}`;
  const member = await requireFreshStaff({ locale, permission: "signatures.take-out", back });
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
  revalidatePath(pathOf(locale, slug));
  if (asked.outcome === "nobody" || asked.outcome === "crowded")
    return { outcome: "refused", message: t(`refused.${asked.outcome}`) };
  return { outcome: "done", message: t(`asked.${asked.outcome}`) };
}

/** Asks for what the target is handed. */
export async function requestDeliveryPack(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const { locale, slug } = whereFrom(form);
  const back = staffCampaignPath(locale, slug, "exports");
  const member = await requireFreshStaff({ locale, permission: "signatures.take-out", back });
  const t = await getTranslations({ locale, namespace: "staff.exports" });
  const request = packRequest.safeParse(Object.fromEntries(form));
  if (!request.success) return refusal(request.error, t);
  const campaign = await getCampaignHeading(db(), { slug, locale, now: new Date() });
  if (!campaign) return { outcome: "refused", message: t("gone") };
  const { reason, language } = request.data;
  const wanted = { actorId: member.id, campaign, reason, locale: language, now: new Date() };
  const asked = await requestPack(db(), wanted);
  revalidatePath(pathOf(locale, slug));
  if (asked.outcome !== "waiting") return { outcome: "refused", message: t(`refused.${asked.outcome}`) };
  return { outcome: "done", message: t("asked.waiting") };
}

/** Stops an export that is under way. */
export async function stopExport(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const { locale } = whereFrom(form);
  const member = await requireStaff({ locale, permission: "signatures.take-out" });
  return end(form, { locale, actorId: member.id, ending: cancelExport, done: "stopped" });
}

/** Removes a file before its time. */
export async function removeFile(_earlier: ActionResult, form: FormData): Promise<ActionResult> {
  const { locale } = whereFrom(form);
  const member = await requireStaff({ locale, permission: "signatures.take-out" });
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
  const chosen = exportChosen.safeParse(Object.fromEntries(form));
  if (!chosen.success) return { outcome: "refused", message: t("gone") };
  const { id, slug } = chosen.data;
  const now = new Date();
  const campaign = await getCampaignHeading(db(), { slug, locale, now });
  const ended = campaign && (await ending(db(), { id, campaign, actorId, now }));
  revalidatePath(pathOf(locale, slug));
  if (ended?.outcome !== "ended") return { outcome: "refused", message: t("over") };
  return { outcome: "done", message: t(done) };
}

function whereFrom(form: FormData): { locale: Locale; slug: string } {
  const slug = String(form.get("slug"));
  return { locale: localeOf(form), slug: isSlug(slug) ? slug : "" };
}

const pathOf = (locale: Locale, slug: string) => staffCampaignPath(locale, slug, "exports");

type Words = Awaited<ReturnType<typeof getTranslations<"staff.exports">>>;

/** Which field wants another look, in words. */
function refusal(error: z.ZodError, t: Words): ActionResult {
  const fields = new Set(error.issues.map(({ path }) => path[0]));
  const known = (["reason", "columns"] as const).find((field) => fields.has(field));
  return { outcome: "refused", message: t(`unfit.${known ?? "form"}`) };
}
