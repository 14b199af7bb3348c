import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { listUndelivered, type Undelivered as UndeliveredMail } from "@/lib/reporting/delivery/queries";
import { reasonsWhy } from "../../../_components/reasons";

const LATEST = 20;

type UndeliveredProps = { locale: Locale; campaignId: string; now: Date };

/** The latest mails of a campaign that did not arrive: what happened, and to what kind of mailbox. Nobody's name or address. */
export async function Undelivered({ locale, campaignId, now }: UndeliveredProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery.undelivered" });
  const mails = await listUndelivered(db(), { campaignId, now, limit: LATEST });
  return (
    <section aria-labelledby="undelivered" className="mt-8">
      <h3 id="undelivered" className="text-lg font-medium">
        {t("title")}
      </h3>
      <p className="mt-1 text-sm text-soft">
        {mails.length === 0 ? t("none") : t("lead", { limit: LATEST })}
      </p>
      {mails.length > 0 && (
        <ol className="mt-3 border-t border-rule text-sm">
          {mails.map((mail) => (
            <Mail key={mail.id} locale={locale} mail={mail} />
          ))}
        </ol>
      )}
    </section>
  );
}

async function Mail({ locale, mail }: { locale: Locale; mail: UndeliveredMail }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery.undelivered" });
  const format = await getFormatter({ locale });
  const reason = await reasonsWhy(locale);
  const time = format.dateTime(mail.at, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const language = new Intl.DisplayNames([locale], { type: "language" }).of(mail.locale) ?? mail.locale;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 border-b border-rule py-2 sm:grid-cols-[8rem_minmax(0,14rem)_6rem_minmax(0,1fr)]">
      <time dateTime={mail.at.toISOString()} className="text-soft">
        {time}
      </time>
      <span className="truncate font-semibold max-sm:text-right">{mail.domain}</span>
      <span className="text-soft max-sm:order-last max-sm:text-right">{language}</span>
      <span>
        {mail.trouble === "failed" ? t("failed", { reason: reason(mail.failure) }) : t(mail.trouble)}
      </span>
    </li>
  );
}
