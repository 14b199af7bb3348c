import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/app/[locale]/staff/_components/action-form";
import { TextField } from "@/app/[locale]/staff/_components/text-field";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import type { Settings } from "@/lib/settings/site-settings";
import { saveContact } from "../actions";

const LINES = ["representative", "registration", "email", "phone", "privacyEmail", "securityEmail"] as const;

/** Whom the legal pages name, beside the organisation itself. */
export async function ContactForm({ locale, contact }: { locale: Locale; contact: Settings["contact"] }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.contact" });
  return (
    <section aria-labelledby="contact">
      <h2 id="contact" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">{t("lead")}</p>
      <ActionForm
        action={saveContact}
        submit={t("save")}
        submitClassName="button button-quiet justify-self-start"
      >
        <input type="hidden" name="locale" value={locale} />
        {LINES.map((name) => (
          <TextField key={name} name={name} label={t(name)} value={contact[name]} maxLength={200} />
        ))}
        {LOCALES.map((language) => (
          <TextField
            key={language}
            name={`recipients.${language}`}
            label={t("recipients", { language: LOCALE_NAMES[language] })}
            hint={t("recipientsHint")}
            value={contact.recipients[language] ?? ""}
            lang={language}
            rows={3}
            maxLength={2000}
          />
        ))}
      </ActionForm>
    </section>
  );
}
