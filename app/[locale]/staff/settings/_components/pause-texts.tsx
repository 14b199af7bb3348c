import { getTranslations } from "next-intl/server";
import { LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";

/** What is shown where the form stood, in each language. Without a text, ours is shown. */
export async function PauseTexts({
  locale,
  text,
}: {
  locale: Locale;
  text: Partial<Record<Locale, string>>;
}) {
  const t = await getTranslations({ locale, namespace: "staff.settings.switches" });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm text-soft">{t("pause-signing.text")}</legend>
      {LOCALES.map((language) => (
        <div key={language} className="field">
          <label htmlFor={`text-${language}`}>{LOCALE_NAMES[language]}</label>
          <textarea
            className="input"
            id={`text-${language}`}
            name={`text.${language}`}
            lang={language}
            dir="auto"
            rows={2}
            maxLength={500}
            defaultValue={text[language]}
          />
        </div>
      ))}
    </fieldset>
  );
}
