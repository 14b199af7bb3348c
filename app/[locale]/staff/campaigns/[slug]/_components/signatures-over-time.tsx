import { getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { getFirstHour, listSignaturesOverTime } from "@/lib/reporting/signatures-over-time";
import { RANGES, type Range, timeframe } from "@/lib/reporting/timeframe";
import { BarsOverTime } from "../_dashboard/bars-over-time";

type Chart = { locale: Locale; range: Range; now: Date; path: string };
type OverTimeProps = { chart: Chart; campaignId: string };

/** When a campaign's signatures were confirmed: a chart, the table behind it, and links to other time ranges. */
export async function SignaturesOverTime({ chart, campaignId }: OverTimeProps) {
  const { locale, range, now } = chart;
  const t = await getTranslations({ locale, namespace: "staff" });
  const frame = timeframe({ range, now, firstAt: await getFirstHour(db(), campaignId) });
  const bars = await listSignaturesOverTime(db(), { campaignId, frame });
  return (
    <section aria-labelledby="over-time" className="mb-14">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 id="over-time" className="text-2xl font-medium">
          {t("campaign.overTime")}
        </h2>
        <RangeLinks chart={chart} />
      </div>
      <BarsOverTime
        locale={locale}
        isLive={range === "hour"}
        strideMinutes={frame.strideMinutes}
        bars={bars.map(({ at, confirmed }) => ({ at: at.toISOString(), confirmed }))}
        texts={{
          count: t.raw(`dashboard.overTime.${range}`),
          inDays: frame.strideMinutes < 1_440 ? "" : t("dashboard.overTime.inDays"),
          quiet: t("campaign.quiet"),
          untouched: t("campaign.untouched"),
          chart: t("campaign.chart"),
          asTable: t("campaign.asTable"),
          overTime: t("campaign.overTime"),
          from: t("campaign.from"),
          signatures: t("attribution.signatures"),
        }}
      />
    </section>
  );
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
