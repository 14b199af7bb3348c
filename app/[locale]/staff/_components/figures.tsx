import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";

export type Pace = { confirmed: number; pending: number; today: number; lastHour: number };

/** The four numbers that staff look at first, as one strip: large, tabular, named. */
export async function Figures({ locale, pace, label }: { locale: Locale; pace: Pace; label: string }) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const format = await getFormatter({ locale });
  const figures = [
    { name: t("confirmed"), value: pace.confirmed },
    { name: t("pending"), value: pace.pending, meaning: t("pendingMeaning") },
    { name: t("today"), value: pace.today, meaning: t("todayMeaning") },
    { name: t("lastHour"), value: pace.lastHour },
  ];
  return (
    <section aria-label={label}>
      <dl className="grid grid-cols-2 border-t-[3px] border-b border-ink border-b-rule sm:grid-cols-4">
        {figures.map(({ name, value, meaning }) => (
          <div
            key={name}
            className="border-rule py-4 odd:pr-4 even:border-l even:pl-4 sm:not-first:border-l sm:not-first:pl-5"
          >
            <dt className="kicker">{name}</dt>
            <dd className="numerals mt-1 font-serif text-3xl leading-none font-medium sm:text-4xl">
              {format.number(value)}
            </dd>
            {meaning && <dd className="mt-2 text-xs text-soft">{meaning}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
