import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

/** The reason of a deed, for the audit log. */
export async function ReasonField({ locale, id }: { locale: Locale; id: string }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.requests" });
  return (
    <div className="field">
      <label htmlFor={id}>{t("reason")}</label>
      <input
        className="input"
        id={id}
        name="reason"
        dir="auto"
        required
        minLength={3}
        maxLength={200}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="field-hint">
        {t("reasonHint")}
      </p>
    </div>
  );
}
