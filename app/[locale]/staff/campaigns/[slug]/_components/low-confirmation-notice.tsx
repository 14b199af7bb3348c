import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { type LaggingMailbox, MATURE_AFTER_MINUTES } from "@/lib/reporting/lagging-mailboxes";

/** Says that a provider's people confirm far less often than the others, and what staff can do to find out why. */
export async function LowConfirmationNotice({
  locale,
  laggard,
}: {
  locale: Locale;
  laggard: LaggingMailbox;
}) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const mailbox = laggard.mailbox === "other" ? "other" : "named";
  const name = t(`mailboxes.${laggard.mailbox}`);
  return (
    <div
      role="note"
      aria-labelledby={`laggard-${laggard.mailbox}`}
      className="mt-5 max-w-3xl border-2 border-ink bg-raised p-5"
    >
      <p className="kicker">{t("laggard.kicker")}</p>
      <h3 id={`laggard-${laggard.mailbox}`} className="mt-1 text-xl leading-snug font-medium">
        {t("laggard.title", { mailbox, name })}
      </h3>
      <p className="mt-2">
        {t("laggard.figures", {
          mailbox,
          name,
          rate: format.number(laggard.rate, { style: "percent" }),
          othersRate: format.number(laggard.othersRate, { style: "percent" }),
          signed: laggard.signed,
          othersSigned: laggard.othersSigned,
        })}
      </p>
      <p className="mt-2 text-soft">{t("laggard.remedy")}</p>
      <p className="mt-2 text-sm text-soft">{t("laggard.young", { minutes: MATURE_AFTER_MINUTES })}</p>
    </div>
  );
}
