import { getFormatter, getTranslations } from "next-intl/server";
import { attributionNames } from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-names";
import {
  type AttributionProps,
  AttributionTable,
  MAX_ROWS,
} from "@/app/[locale]/staff/campaigns/[slug]/_components/attribution-table";
import { db } from "@/lib/database";
import { conversionRate } from "@/lib/reporting/conversion-rates";
import {
  countThroughForeignLinks,
  listChannelYields,
  listGenerations,
  listLandings,
} from "@/lib/reporting/referrals";

const MAX_GENERATIONS = 30;

/** Signatures by generation: the number of links in the chain that led to them. */
export async function ByGeneration({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.generations" });
  const generations = await listGenerations(db(), { campaignId, limit: MAX_GENERATIONS });
  const rows = generations.map((row) => ({
    key: String(row.generation),
    name: row.generation === null ? t("none") : t("links", { count: row.generation }),
    none: row.generation === null,
    confirmed: row.confirmed,
  }));
  return <AttributionTable name={t("title")} empty={t("empty")} {...{ locale, rows, confirmed }} />;
}

/** Visits and signatures by the channel through which links were shared. */
export async function ByChannel({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.channels" });
  const format = await getFormatter({ locale });
  const names = await attributionNames(locale);
  const [channels, foreignLinks] = await Promise.all([
    listChannelYields(db(), { campaignId, limit: MAX_ROWS }),
    countThroughForeignLinks(db(), campaignId),
  ]);
  const percent = { style: "percent", maximumFractionDigits: 1 } as const;
  const rows = channels.map((row) => {
    const signed = conversionRate(row, foreignLinks);
    return {
      key: row.channel ?? "none",
      name: row.channel === null ? t("unmarked") : names.channel(row.channel),
      more: [format.number(row.visits), signed === null ? null : format.number(signed, percent)],
      confirmed: row.confirmed,
    };
  });
  const through = rows.reduce((sum, row) => sum + row.confirmed, 0);
  return (
    <AttributionTable
      name={t("title")}
      columns={[t("visits"), t("yield")]}
      empty={t("empty")}
      {...{ locale, rows }}
      confirmed={Math.min(confirmed, through)}
      note={foreignLinks > 0 ? t("othersLinks", { count: foreignLinks }) : undefined}
    />
  );
}

/** Signatures by the page that the links led to: articles, or the campaign's page. */
export async function ByLanding({ locale, campaignId }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.landings" });
  const landings = await listLandings(db(), { campaignId, limit: MAX_ROWS });
  const rows = landings.map((row) => ({
    key: `${row.locale}/${row.slug}`,
    name: row.title ?? t("campaign"),
    detail: row.slug ? `${row.locale}/${row.slug}` : undefined,
    confirmed: row.confirmed,
  }));
  const confirmed = rows.reduce((sum, row) => sum + row.confirmed, 0);
  return <AttributionTable name={t("title")} empty={t("empty")} {...{ locale, rows, confirmed }} />;
}
