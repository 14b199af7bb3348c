import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import { MAX_LENGTHS } from "@/lib/articles/merge-versions";
import type { Locale } from "@/lib/i18n/locales";
import { startArticle } from "../actions";

/** The form for a new article: title and language. */
export async function CreateArticleForm({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.articleEditor.begin" });
  return (
    <section aria-labelledby="begin" className="slip self-start p-5 max-lg:order-first">
      <h2 id="begin" className="mb-4 text-xl font-medium">
        {t("title")}
      </h2>
      <ActionForm action={startArticle} submit={t("start")}>
        <input type="hidden" name="locale" value={locale} />
        <div className="field">
          <label htmlFor="begin-title">{t("heading")}</label>
          <input
            id="begin-title"
            className="input"
            name="title"
            required
            maxLength={MAX_LENGTHS.title}
            autoComplete="off"
            dir="auto"
          />
        </div>
        <LanguageField id="begin-language" label={t("language")} value={locale} />
      </ActionForm>
    </section>
  );
}
