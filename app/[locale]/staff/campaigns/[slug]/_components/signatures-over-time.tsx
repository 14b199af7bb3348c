import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { getFirstHour, listSignaturesOverTime } from "@/lib/reporting/queries";
import { RANGES, type Range, timeframe } from "@/lib/reporting/rules";
import { SignaturesChart } from "./signatures-chart";

type Chart = { locale: Locale; range: Range; now: Date; path: string };

/** When a campaign's signatures were confirmed: a chart, the table behind it, and links to other time ranges. */
export async function SignaturesOverTime({
  chart,
  campaignId,
  confirmed,
}: {
  chart: Chart;
  campaignId: string;
  confirmed: number;
}) {
  const { locale, range, now } = chart;
  const t = await getTranslations({ locale, namespace: "staff.campaign" });
  const frame = timeframe({ range, now, firstAt: await getFirstHour(db(), campaignId) });
  const bars = await labelled(
    await listSignaturesOverTime(db(), { campaignId, frame }),
    locale,
    frame.strideMinutes,
  );
  const count = bars.reduce((sum, bar) => sum + bar.confirmed, 0);
  return (
    <section aria-labelledby="over-time" className="mb-14">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 id="over-time" className="text-2xl font-medium">
          {t("overTime")}
        </h2>
        <RangeLinks chart={chart} />
      </div>
      <p className="mt-1 text-soft">
        {t("inRange", { count, range })} {t("times")}
      </p>
      {count === 0 ? (
        <p className="slip mt-5 max-w-measure p-5">{confirmed === 0 ? t("untouched") : t("quiet")}</p>
      ) : (
        <>
          <SignaturesChart bars={bars} label={t("chart")} />
          <BarsTable bars={bars} locale={locale} />
        </>
      )}
    </section>
  );
}

type LabelledBar = { at: string; label: string; confirmed: number };

async function labelled(bars: { at: Date; confirmed: number }[], locale: Locale, strideMinutes: number) {
  const format = await getFormatter({ locale });
  const detail = strideMinutes < 1440 ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  const date = strideMinutes <= 60 ? {} : ({ day: "numeric", month: "short" } as const);
  const year = strideMinutes > 1440 ? ({ year: "numeric" } as const) : {};
  return bars.map(({ at, confirmed }) => ({
    at: at.toISOString(),
    label: format.dateTime(at, { ...date, ...year, ...detail, hourCycle: "h23" }),
    confirmed,
  }));
}

async function RangeLinks({ chart }: { chart: Chart }) {
  const t = await getTranslations({ locale: chart.locale, namespace: "staff.campaign.range" });
  return (
    <nav aria-label={t("label")} className="flex border border-rule-strong">
      {RANGES.map((range) => (
        <a
          key={range}
          href={`${chart.path}?range=${range}`}
          aria-current={range === chart.range ? "true" : undefined}
          className="inline-flex min-h-9 items-center px-3.5 text-sm font-semibold no-underline not-first:border-l not-first:border-rule-strong hover:bg-sunk aria-[current]:bg-ink aria-[current]:text-paper"
        >
          {t(range)}
        </a>
      ))}
    </nav>
  );
}

async function BarsTable({ bars, locale }: { bars: LabelledBar[]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff" });
  const format = await getFormatter({ locale });
  return (
    <details className="mt-2">
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm underline underline-offset-4">
        {t("campaign.asTable")}
      </summary>
      <div className="mt-2 max-h-96 max-w-md overflow-y-auto border-y border-rule">
        <table className="w-full text-sm">
          <caption className="sr-only">{t("campaign.overTime")}</caption>
          <thead className="sticky top-0 bg-paper">
            <tr>
              <th scope="col" className="py-2 text-left font-semibold">
                {t("campaign.from")}
              </th>
              <th scope="col" className="py-2 text-right font-semibold">
                {t("origins.signatures")}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.at} className="border-t border-rule">
                <th scope="row" className="py-1.5 text-left font-normal">
                  <time dateTime={bar.at}>{bar.label}</time>
                </th>
                <td className="numerals py-1.5 text-right font-serif text-base leading-5">
                  {format.number(bar.confirmed)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
