import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { durationFormat } from "@/app/[locale]/staff/_components/format-duration";
import type { Locale } from "@/lib/i18n/locales";
import type { OutboxState } from "@/lib/outbox/outbox-state";
import type { Verdict } from "@/lib/reporting/outbox-verdict";

const HEALTHY: Verdict[] = ["empty", "waiting", "sending"];

type OutboxStatusProps = { locale: Locale; state: OutboxState; verdict: Verdict; now: Date };

/** The state of the outbox in a headline and a sentence. Screen readers announce the headline only: the numbers always change. */
export async function OutboxStatus({ locale, state, verdict, now }: OutboxStatusProps) {
  const t = await getTranslations({ locale, namespace: "staff.mail" });
  const format = await getFormatter({ locale });
  const duration = await durationFormat(locale, "long");
  const { waiting, oldestSeconds, lastSentAt, quietUntil } = state;
  const until = quietUntil ?? now;
  const meaning = t.rich(`meaning.${verdict}`, {
    waiting,
    age: duration(oldestSeconds ?? 0),
    until: format.dateTime(until, CLOCK),
    clock: () => <LocalTime at={until.toISOString()} locale={locale} format={CLOCK} />,
    ever: lastSentAt ? "yes" : "no",
    silence: duration(lastSentAt ? (now.getTime() - lastSentAt.getTime()) / 1_000 : 0),
  });
  return (
    <div
      className={`mt-6 mb-8 max-w-3xl p-5 ${HEALTHY.includes(verdict) ? "slip" : "border-2 border-ink bg-raised"}`}
    >
      <p role="status" className="font-serif text-2xl leading-snug font-medium sm:text-3xl">
        {t(`verdict.${verdict}`)}
      </p>
      <p className="mt-1 text-soft">{meaning}</p>
    </div>
  );
}

/** A time of today, to the second. */
export const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
