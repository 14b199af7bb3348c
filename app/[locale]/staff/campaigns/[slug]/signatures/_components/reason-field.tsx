import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { quarantineReason } from "@/lib/signatures/quarantine";

/** The reason of a quarantine, from a fixed list, so that no personal data gets into the audit log. */
export async function ReasonField({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.quarantine" });
  return (
    <div className="field max-w-xs">
      <label htmlFor="reason">{t("reason")}</label>
      <select className="input" id="reason" name="reason">
        {quarantineReason.options.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reasons.${reason}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
