import { getTranslations } from "next-intl/server";
import { MAX_REASON_LENGTH } from "@/lib/exports/export-file";
import type { Locale } from "@/lib/i18n/locales";

/** The reason of an export, for the audit log. */
export async function ReasonField({ id, locale }: { id: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.exports.reason" });
  return (
    <div className="field">
      <label htmlFor={id}>{t("label")}</label>
      <textarea
        className="input"
        id={id}
        name="reason"
        rows={2}
        required
        minLength={3}
        maxLength={MAX_REASON_LENGTH}
        aria-describedby={`${id}-hint`}
        dir="auto"
      />
      <p id={`${id}-hint`} className="field-hint">
        {t("hint")}
      </p>
    </div>
  );
}
