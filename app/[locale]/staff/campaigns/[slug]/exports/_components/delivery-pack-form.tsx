import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { LanguageField } from "@/app/[locale]/staff/_components/language-field";
import type { Locale } from "@/lib/i18n/locales";
import { requestDeliveryPack } from "../actions";
import { ReasonField } from "./reason-field";

/** The form that requests a delivery pack: a letter to print and a list. */
export async function DeliveryPackForm({ locale, slug }: { locale: Locale; slug: string }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.pack" });
  return (
    <section aria-labelledby="make-pack" className="slip p-5 sm:p-7">
      <h2 id="make-pack" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-2 text-soft">{t("lead")}</p>
      <ActionForm
        action={requestDeliveryPack}
        submit={t("submit")}
        submitClassName="button button-quiet justify-self-start"
        className="mt-5"
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="slug" value={slug} />
        <LanguageField id="pack-language" label={t("language")} value={locale} />
        <ReasonField id="pack-reason" locale={locale} />
      </ActionForm>
    </section>
  );
}
