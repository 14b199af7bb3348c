import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { Goal } from "./goal";

export type Pace = { confirmed: number; pending: number; today: number; lastHour: number };

type FiguresProps = {
  locale: Locale;
  pace: Pace;
  /** Of one campaign; several together have none. */
  goal?: number;
  label: string;
};

/** The four numbers that staff look at first, as one strip: large, tabular, named. */
export async function Figures({ locale, pace, goal, label }: FiguresProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const format = await getFormatter({ locale });
  const figures = [
    {
      name: t("confirmed"),
      value: pace.confirmed,
      more: goal && <Goal locale={locale} confirmed={pace.confirmed} goal={goal} />,
    },
    { name: t("pending"), value: pace.pending, more: t("pendingMeaning") },
    { name: t("today"), value: pace.today, more: t("todayMeaning") },
    { name: t("lastHour"), value: pace.lastHour },
  ];
  return (
    <section aria-label={label}>
      <dl className="grid grid-cols-2 border-t-[3px] border-b border-ink border-b-rule sm:grid-cols-4">
        {figures.map(({ name, value, more }) => (
          <div
            key={name}
            className="border-rule py-4 odd:pr-4 even:border-l even:pl-4 sm:not-first:border-l sm:not-first:pl-5"
          >
            <dt className="kicker">{name}</dt>
            <dd className="numerals mt-2 font-serif text-3xl leading-none font-medium sm:text-4xl">
              {format.number(value)}
            </dd>
            {more && <dd className="mt-2 max-w-52 text-xs text-soft">{more}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
