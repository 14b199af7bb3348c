import { getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { mailFailureReasons } from "@/app/[locale]/staff/_components/mail-failure-reasons";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { FUNNEL_DAYS } from "@/lib/reporting/mail-funnel";
import { listUndelivered, type Undelivered as UndeliveredMail } from "@/lib/reporting/undelivered-mails";

const MAX_LISTED = 20;
const SHOWN_FIRST = 6;

type UndeliveredMailsProps = { locale: Locale; campaignId: string; now: Date };

/** Lists the latest undelivered mails of a campaign: time, mailbox provider and reason, without names or addresses. */
export async function UndeliveredMails({ locale, campaignId, now }: UndeliveredMailsProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery.undelivered" });
  const mails = await listUndelivered(db(), { campaignId, now, limit: MAX_LISTED });
  const more = mails.length - SHOWN_FIRST;
  return (
    <section aria-labelledby="undelivered" className="mt-8">
      <h3 id="undelivered" className="text-lg font-medium">
        {t("title")}
      </h3>
      <p className="mt-1 text-sm text-soft">
        {mails.length === 0 ? t("none", { days: FUNNEL_DAYS }) : t("lead", { limit: MAX_LISTED })}
      </p>
      {mails.length > 0 && <MailList locale={locale} mails={mails.slice(0, SHOWN_FIRST)} />}
      {more > 0 && (
        <details>
          <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm underline underline-offset-4">
            {t("more", { count: more })}
          </summary>
          <MailList locale={locale} mails={mails.slice(SHOWN_FIRST)} />
        </details>
      )}
    </section>
  );
}

function MailList({ locale, mails }: { locale: Locale; mails: UndeliveredMail[] }) {
  return (
    <ul className="mt-3 border-t border-rule text-sm">
      {mails.map((mail) => (
        <Mail key={mail.id} locale={locale} mail={mail} />
      ))}
    </ul>
  );
}

const MOMENT = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

async function Mail({ locale, mail }: { locale: Locale; mail: UndeliveredMail }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery.undelivered" });
  const mailboxes = await getTranslations({ locale, namespace: "staff.delivery.mailboxes" });
  const explain = await mailFailureReasons(locale);
  const language = new Intl.DisplayNames([locale], { type: "language" }).of(mail.locale) ?? mail.locale;
  return (
    <li className="flex flex-wrap gap-x-3 gap-y-0.5 border-b border-rule py-2 sm:grid sm:grid-cols-[8rem_minmax(0,10rem)_6rem_minmax(0,1fr)] sm:gap-x-4">
      <LocalTime at={mail.at.toISOString()} locale={locale} format={MOMENT} className="text-soft" />
      <span className="min-w-0 font-semibold break-words">
        {mail.mailbox === "other" ? t("elsewhere") : mailboxes(mail.mailbox)}
      </span>
      <span className="text-soft max-sm:ml-auto">{t("inLanguage", { language })}</span>
      <span className="break-words max-sm:basis-full">
        {mail.trouble === "failed" ? t("failed", { reason: explain(mail.failure) }) : t(mail.trouble)}
      </span>
    </li>
  );
}
