import { getFormatter, getTranslations } from "next-intl/server";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";
import { type LaggingMailbox, MATURE_AFTER_MINUTES } from "@/lib/reporting/lagging-mailboxes";

/** Warns that signers at one mailbox provider confirm far less often than others, and says what to check. */
export async function LowConfirmationNotice({
  locale,
  lagging,
}: {
  locale: Locale;
  lagging: LaggingMailbox;
}) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const mailbox = lagging.mailbox === "other" ? "other" : "named";
  const name = t(`mailboxes.${lagging.mailbox}`);
  return (
    <div
      role="note"
      aria-labelledby={`low-confirmation-${lagging.mailbox}`}
      className="mt-5 max-w-3xl border-2 border-ink bg-raised p-5"
    >
      <p className="kicker">{t("lowConfirmation.kicker")}</p>
      <h3 id={`low-confirmation-${lagging.mailbox}`} className="mt-1 text-xl leading-snug font-medium">
        {t("lowConfirmation.title", { mailbox, name: isolated(name) })}
      </h3>
      <p className="mt-2">
        {t("lowConfirmation.figures", {
          mailbox,
          name: isolated(name),
          rate: format.number(lagging.rate, { style: "percent" }),
          othersRate: format.number(lagging.othersRate, { style: "percent" }),
          signed: lagging.signed,
          othersSigned: lagging.othersSigned,
        })}
      </p>
      <p className="mt-2 text-soft">{t("lowConfirmation.remedy")}</p>
      <p className="mt-2 text-sm text-soft">
        {t("lowConfirmation.young", { minutes: MATURE_AFTER_MINUTES })}
      </p>
    </div>
  );
}
