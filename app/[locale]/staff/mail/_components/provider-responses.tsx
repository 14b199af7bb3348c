import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import type { Locale } from "@/lib/i18n/locales";
import type { OutboxState } from "@/lib/outbox/outbox-state";
import { CLOCK } from "./outbox-status";

type ProviderAnswersProps = { locale: Locale; state: OutboxState; now: Date };

/** Whether the provider may be called, and the last error that it returned. */
export async function ProviderResponses({ locale, state, now }: ProviderAnswersProps) {
  const t = await getTranslations({ locale, namespace: "staff.mail.provider" });
  const format = await getFormatter({ locale });
  const { quietUntil, consecutiveFailures, lastError, lastErrorAt, lastSentAt } = state;
  return (
    <section aria-labelledby="provider" className="border-t-[3px] border-ink pt-3">
      <h2 id="provider" className="text-lg font-medium">
        {t("title")}
      </h2>
      <p className="mt-2">
        {quietUntil
          ? t.rich(consecutiveFailures > 0 ? "later" : "quiet", {
              until: format.dateTime(quietUntil, CLOCK),
              clock: () => <LocalTime at={quietUntil.toISOString()} locale={locale} format={CLOCK} />,
            })
          : t("noQuiet")}
      </p>
      {lastError === null || lastErrorAt === null ? (
        <p className="mt-2 text-soft">{t("noError")}</p>
      ) : (
        <>
          <p className="mt-2">{t("error", { when: format.relativeTime(lastErrorAt, now) })}</p>
          <p className="mt-2 border border-rule bg-sunk px-3 py-2 text-sm break-words" lang="en">
            {lastError}
          </p>
          {lastSentAt && lastSentAt > lastErrorAt && <p className="mt-2 text-sm text-soft">{t("over")}</p>}
        </>
      )}
    </section>
  );
}
