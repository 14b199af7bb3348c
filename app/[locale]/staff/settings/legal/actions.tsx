"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LegalMarkdown } from "@/app/_legal/legal-markdown";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { LOCALES } from "@/lib/i18n/locales";
import { fillLegalText } from "@/lib/legal/legal-text";
import { legalTextForm, publishLegalText } from "@/lib/legal/publish-legal-text";
import { saveSetting } from "@/lib/settings/save-setting";
import { settingSchemas } from "@/lib/settings/site-settings";
import type { ActionResult } from "../../_components/action-form";
import { formLocale } from "../../_components/form-fields";

/** What the editor of a legal text shows next: the text as it will look, or what happened. */
export type LegalResult = {
  body: string;
  preview?: ReactNode;
  message?: string;
  isRefused?: boolean;
  base: number;
};

/** Shows a legal text as it will look, or, with `step=publish`, publishes it. */
export async function editLegalText(previous: LegalResult, form: FormData): Promise<LegalResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.legal" });
  const body = String(form.get("body") ?? "").slice(0, MAX_SHOWN_LENGTH);
  const input = legalTextForm.safeParse(Object.fromEntries(form));
  const base = input.success ? input.data.base : previous.base;
  if (!input.success) return { body, base, message: t("invalid"), isRefused: true };
  if (form.get("step") !== "publish") {
    const preview = await fillLegalText(db(), { body: input.data.body, locale: input.data.language });
    return { body, base, preview: <LegalMarkdown text={preview} /> };
  }
  const published = await publishLegalText(db(), { ...input.data, actorId: owner.id, now: new Date() });
  if (published.outcome === "conflict") return { body, base, message: t("conflict"), isRefused: true };
  revalidatePath("/[locale]/staff/settings/legal", "page");
  return { body, base: published.version, message: t("published", { version: published.version }) };
}

const MAX_SHOWN_LENGTH = 60_000;

/** Saves whom the legal pages name. */
export async function saveContact(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const owner = await requireStaff({ locale, permission: "settings.manage" });
  const t = await getTranslations({ locale, namespace: "staff.privacy.contact" });
  const field = (name: string) => String(form.get(name) ?? "").trim();
  const recipients = LOCALES.flatMap((language) => {
    const text = field(`recipients.${language}`);
    return text ? [[language, text]] : [];
  });
  const input = settingSchemas.shape.contact
    .unwrap()
    .unwrap()
    .safeParse({
      ...Object.fromEntries(CONTACT_FIELDS.map((name) => [name, field(name)])),
      recipients: Object.fromEntries(recipients),
    });
  if (!input.success) {
    const invalid = input.error.issues.map(({ path }) => [path.join("."), [t("invalid")]]);
    return { outcome: "refused", message: t("look"), errors: Object.fromEntries(invalid) };
  }
  await saveSetting(db(), { key: "contact", value: input.data, actorId: owner.id, now: new Date() });
  revalidatePath("/[locale]/staff/settings/legal", "page");
  return { outcome: "done", message: t("saved") };
}

const CONTACT_FIELDS = ["representative", "registration", "email", "phone", "privacyEmail", "securityEmail"];
