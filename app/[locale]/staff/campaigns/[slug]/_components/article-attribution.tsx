import { getFormatter, getTranslations } from "next-intl/server";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import {
  listSignaturesByArticle,
  listSignaturesByCallOut,
  type Readers,
} from "@/lib/reporting/attribution-tallies";
import { signaturesPerThousandReaders } from "@/lib/reporting/conversion-rates";
import { attributionNames } from "./attribution-names";
import { type AttributionProps, AttributionTable, MAX_ROWS } from "./attribution-table";

/** Signatures by article, with the number of readers and signatures per 1,000 readers. */
export async function ByArticle({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const readers = await readerColumns(locale);
  const articles = await listSignaturesByArticle(db(), { campaignId, limit: MAX_ROWS });
  const rows = articles.map((row) => ({
    name: row.title ?? t("noArticle"),
    detail: row.slug ? `${row.locale}/${row.slug}` : undefined,
    none: !row.slug,
    more: row.slug ? readers.figures(row) : undefined,
    confirmed: row.confirmed,
  }));
  return (
    <AttributionTable
      name={t("article")}
      columns={readers.columns}
      empty={t("empty.article")}
      {...{ locale, rows, confirmed }}
    />
  );
}

/** Signatures by call-out. The readers are those of the whole article. */
export async function ByCallOut({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const readers = await readerColumns(locale);
  const callOuts = await listSignaturesByCallOut(db(), { campaignId, limit: MAX_ROWS });
  const names = await attributionNames(locale);
  const rows = callOuts.map((row) => ({
    key: `${row.locale}/${row.slug} ${row.callout}`,
    name: names.callout(row.callout),
    detail: row.title ?? undefined,
    none: row.callout === null,
    more: row.slug ? readers.figures(row) : undefined,
    confirmed: row.confirmed,
  }));
  return (
    <AttributionTable
      name={t("callout")}
      columns={readers.columns}
      empty={t("empty.callout")}
      {...{ locale, rows, confirmed }}
    />
  );
}

/** Returns the columns for readers and signatures per 1,000 readers. */
async function readerColumns(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.dashboard.attribution" });
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
