import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import { listChannelYields, type listGenerations, listLandings } from "@/lib/reporting/referrals/queries";
import { shareOf } from "@/lib/reporting/rules";
import { originNames } from "../../_components/origin-names";
import { type Origin, OriginTable, STRONGEST } from "../../_components/origin-table";

type Generations = Awaited<ReturnType<typeof listGenerations>>;

/** How many links lie between whoever began and those who signed. */
export async function ByGeneration({
  locale,
  confirmed,
  generations,
}: Origin & { generations: Generations }) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.generations" });
  const rows = generations.map((row) => ({
    key: String(row.generation),
    name: row.generation === null ? t("none") : t("links", { count: row.generation }),
    none: row.generation === null,
    confirmed: row.confirmed,
  }));
  return <OriginTable name={t("title")} empty={t("empty")} {...{ locale, rows, confirmed }} />;
}

/** Where links were passed on: how many came, how many of them signed. */
export async function ByChannel({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.channels" });
  const format = await getFormatter({ locale });
  const names = await originNames(locale);
  const channels = await listChannelYields(db(), { campaignId, limit: STRONGEST });
  const percent = { style: "percent", maximumFractionDigits: 1 } as const;
  const rows = channels.map((row) => ({
    key: row.channel ?? "none",
    name: row.channel === null ? t("unmarked") : names.channel(row.channel),
    more: [
      format.number(row.visits),
      // Signatures may come by a channel without a visit: from a partner's page, or a visitor who came back.
      row.visits >= row.confirmed && row.visits > 0
        ? format.number(shareOf(row.confirmed, row.visits), percent)
        : null,
    ],
    confirmed: row.confirmed,
  }));
  const through = rows.reduce((sum, row) => sum + row.confirmed, 0);
  return (
    <OriginTable
      name={t("title")}
      columns={[t("visits"), t("yield")]}
      empty={t("empty")}
      {...{ locale, rows }}
      confirmed={Math.min(confirmed, through)}
    />
  );
}

/** What the links led to: articles, or the campaign's own page. */
export async function ByLanding({ locale, campaignId }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.landings" });
  const landings = await listLandings(db(), { campaignId, limit: STRONGEST });
  const rows = landings.map((row) => ({
    key: `${row.locale}/${row.slug}`,
    name: row.title ?? t("campaign"),
    detail: row.slug ? `${row.locale}/${row.slug}` : undefined,
    confirmed: row.confirmed,
  }));
  const confirmed = rows.reduce((sum, row) => sum + row.confirmed, 0);
  return <OriginTable name={t("title")} empty={t("empty")} {...{ locale, rows, confirmed }} />;
}
