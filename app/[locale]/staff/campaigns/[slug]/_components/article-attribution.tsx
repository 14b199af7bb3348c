import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import {
  listSignaturesByArticle,
  listSignaturesByCallout,
  type Readers,
} from "@/lib/reporting/attribution-tallies";
import { signaturesPerThousandReaders } from "@/lib/reporting/conversion-rates";
import { attributionNames } from "./attribution-names";
import { type AttributionProps, AttributionTable, MAX_ROWS } from "./attribution-table";

/** Which articles brought signatures, and how many of their readers signed. */
export async function ByArticle({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const reach = await reachOf(locale);
  const articles = await listSignaturesByArticle(db(), { campaignId, limit: MAX_ROWS });
  const rows = articles.map((row) => ({
    name: row.title ?? t("noArticle"),
    detail: row.slug ? `${row.locale}/${row.slug}` : undefined,
    none: !row.slug,
    more: row.slug ? reach.figures(row) : undefined,
    confirmed: row.confirmed,
  }));
  return (
    <AttributionTable
      name={t("article")}
      columns={reach.columns}
      empty={t("empty.article")}
      {...{ locale, rows, confirmed }}
    />
  );
}

/** The same for each call-out: the readers are those of its article, all of whom could have met it. */
export async function ByCallout({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const reach = await reachOf(locale);
  const callouts = await listSignaturesByCallout(db(), { campaignId, limit: MAX_ROWS });
  const names = await attributionNames(locale);
  const rows = callouts.map((row) => ({
    key: `${row.locale}/${row.slug} ${row.callout}`,
    name: names.callout(row.callout),
    detail: row.title ?? undefined,
    none: row.callout === null,
    more: row.slug ? reach.figures(row) : undefined,
    confirmed: row.confirmed,
  }));
  return (
    <AttributionTable
      name={t("callout")}
      columns={reach.columns}
      empty={t("empty.callout")}
      {...{ locale, rows, confirmed }}
    />
  );
}

/** The columns that tell how many read something, and how many of a thousand signed. */
async function reachOf(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.dashboard.origins" });
  const format = await getFormatter({ locale });
  const figures = (row: Readers & { confirmed: number }) => {
    const rate = signaturesPerThousandReaders(row);
    const digits = { maximumFractionDigits: rate !== null && rate < 10 ? 1 : 0 };
    return [
      row.readers === null ? null : format.number(row.readers),
      rate === null ? null : format.number(rate, digits),
    ];
  };
  return { columns: [t("readers"), t("perThousand")], figures };
}
