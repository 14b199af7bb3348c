"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { ActionResult } from "@/app/[locale]/staff/_components/action-form";
import { formLocale } from "@/app/[locale]/staff/_components/form-fields";
import { MAX_LENGTHS } from "@/lib/articles/merge-versions";
import { createArticle } from "@/lib/articles/save-draft";
import { requireStaff } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import { LOCALES } from "@/lib/i18n/locales";
import { staffArticlePath } from "@/lib/paths";

const newArticle = z.object({
  title: z
    .string()
    .transform((title) => title.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1).max(MAX_LENGTHS.title)),
  language: z.enum(LOCALES),
});

/** Creates a draft article and opens its editor. */
export async function startArticle(_: ActionResult, form: FormData): Promise<ActionResult> {
  const locale = formLocale(form);
  const member = await requireStaff({ locale, permission: "articles.write" });
  const input = newArticle.safeParse(Object.fromEntries(form));
  if (!input.success) {
    const t = await getTranslations({ locale, namespace: "staff.articleEditor" });
    return { outcome: "refused", message: t("begin.titleMissing") };
  }
  const { title, language } = input.data;
  const { id } = await createArticle(db(), {
    by: member.id,
    locale: language,
    title,
    byline: member.name ?? "",
  });
  redirect(staffArticlePath(locale, id));
}
