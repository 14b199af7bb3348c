import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locales";

type LanguageFieldProps = { id: string; label: string; value: string; hint?: string };

/** A labelled select of the supported languages, posted as `language`. */
export function LanguageField({ id, label, value, hint }: LanguageFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select className="input" id={id} name="language" defaultValue={value}>
        {LOCALES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LOCALE_NAMES[language]}
          </option>
        ))}
      </select>
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}
