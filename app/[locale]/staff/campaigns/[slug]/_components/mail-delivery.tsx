import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import {
  type DeliveryFigures,
  listDeliveryFigures,
  listLaggingMailboxes,
} from "@/lib/reporting/delivery-figures";
import { FUNNEL_DAYS, hasNoDeliveryReports, isStale, sumFunnels } from "@/lib/reporting/mail-funnel";
import { BAR_LEGEND } from "./funnel-bar";
import { FunnelCards } from "./funnel-cards";
import { FunnelTable } from "./funnel-table";
import { LowConfirmationNotice } from "./low-confirmation-notice";
import { UndeliveredMails } from "./undelivered-mails";

type MailDeliveryProps = { locale: Locale; campaignId: string; now: Date };

/** The delivery of a campaign's mails: a funnel per mailbox provider, warnings and undelivered mails. */
export async function MailDelivery({ locale, campaignId, now }: MailDeliveryProps) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const figures = await listDeliveryFigures(db(), campaignId);
  const purgedAfter = env().FORGET_UNCONFIRMED_AFTER_DAYS;
  return (
    <section aria-labelledby="delivery" className="mb-14">
      <h2 id="delivery" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-2xl text-soft">{t("lead", { days: FUNNEL_DAYS, purgedAfter })}</p>
      {figures.length === 0 ? (
        <p className="slip mt-5 max-w-measure p-5">{t("empty", { days: FUNNEL_DAYS })}</p>
      ) : (
        <Funnels {...{ locale, campaignId, figures, now }} />
      )}
      <UndeliveredMails {...{ locale, campaignId, now }} />
    </section>
  );
}

async function Funnels({
  locale,
  campaignId,
  figures,
  now,
}: MailDeliveryProps & { figures: DeliveryFigures[] }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const laggingMailboxes = await listLaggingMailboxes(db(), { campaignId, figures });
  const all = { ...sumFunnels(figures), medianDeliverySeconds: null, medianConfirmationSeconds: null };
  const rows = [
    { name: t("mailboxes.all"), ...all },
    ...figures.map((row) => ({ name: t(`mailboxes.${row.mailbox}`), ...row })),
  ];
  return (
    <>
      {laggingMailboxes.map((lagging) => (
        <LowConfirmationNotice key={lagging.mailbox} locale={locale} lagging={lagging} />
      ))}
      {hasNoDeliveryReports(all) && <p className="slip mt-5 max-w-measure p-5">{t("withoutReports")}</p>}
      <FunnelTable locale={locale} rows={rows} />
      <FunnelCards locale={locale} rows={rows} />
      <Footnote locale={locale} measuredAt={figures[0]?.measuredAt ?? now} now={now} />
    </>
  );
}

/** The legend of the bars and the time of the measurement. */
async function Footnote({ locale, measuredAt, now }: { locale: Locale; measuredAt: Date; now: Date }) {
  const t = await getTranslations({ locale, namespace: "staff.delivery" });
  const format = await getFormatter({ locale });
  const stale = isStale(measuredAt, now);
  const clock = {
    ...(stale ? ({ day: "numeric", month: "short" } as const) : ({ second: "2-digit" } as const)),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  return (
    <div className="mt-3 flex flex-wrap justify-between gap-x-6 gap-y-1 text-sm text-soft">
      <ul className="flex flex-wrap gap-x-4">
        {BAR_LEGEND.map(({ step, ink }) => (
          <li key={step} className="flex items-center gap-2">
            <span aria-hidden="true" className={`block h-2 w-4 ${ink}`} />
            {t(`step.${step}`)}
          </li>
        ))}
      </ul>
      <p className={stale ? "font-semibold text-ink" : undefined}>
        {t.rich(stale ? "stale" : "measured", {
          time: format.dateTime(measuredAt, clock),
          clock: () => <LocalTime at={measuredAt.toISOString()} locale={locale} format={clock} />,
        })}
      </p>
    </div>
  );
}
