import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

const FORMS = ["callout", "readMore", "post", "inlineAction"] as const;

/** Examples of what the importer recognises. */
export async function RecognisedForms({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.importing.recognised" });
  return (
    <section aria-labelledby="recognised" className="slip self-start p-5">
      <h2 id="recognised" className="text-xl font-medium">
        {t("title")}
      </h2>
      <dl className="mt-3">
        {FORMS.map((form) => (
          <div key={form} className="border-t border-rule py-3">
            <dt className="font-serif text-lg leading-snug">{t(`${form}.example`)}</dt>
            <dd className="mt-1 text-sm text-soft">{t(`${form}.becomes`)}</dd>
          </div>
        ))}
      </dl>
      <p className="border-t border-rule pt-3 text-sm text-soft">{t("rest")}</p>
    </section>
  );
}
