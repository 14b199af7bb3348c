import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { db } from "@/lib/database";
import { staffCampaignPath } from "@/lib/paths";
import {
  listSignaturesByChannel,
  listSignaturesByCountry,
  listSignaturesByShareLink,
  listSignaturesByText,
} from "@/lib/reporting/attribution-tallies";
import { ByArticle, ByCallOut } from "./article-attribution";
import { attributionNames } from "./attribution-names";
import { type AttributionProps, AttributionTable, MAX_ROWS } from "./attribution-table";

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;

/** The confirmed signatures of a campaign by article, call-out, share link, channel, country and petition text. */
export async function AttributionTables({
  now,
  slug,
  ...props
}: AttributionProps & { now: Date; slug: string }) {
  const t = await getTranslations({ locale: props.locale, namespace: "staff" });
  return (
    <section aria-labelledby="attribution" className="mb-14">
      <h2 id="attribution" className="text-2xl font-medium">
        {t("attribution.title")}
      </h2>
      <p className="mt-1 text-soft">
        {t("attribution.lead")}{" "}
        {t.rich("dashboard.attribution.asOf", {
          time: () => <LocalTime at={now.toISOString()} locale={props.locale} format={CLOCK} />,
        })}
      </p>
      <div className="mt-6 gap-x-10 lg:columns-2">
        <ByArticle {...props} />
        <ByCallOut {...props} />
        <ByShareLink slug={slug} {...props} />
        <ByChannel {...props} />
        <ByCountry {...props} />
        <ByText {...props} />
      </div>
      <p className="max-w-measure text-sm text-soft">{t("dashboard.attribution.readersMeaning")}</p>
    </section>
  );
}

async function ByShareLink({ locale, campaignId, slug, confirmed }: AttributionProps & { slug: string }) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const format = await getFormatter({ locale });
  const links = await listSignaturesByShareLink(db(), { campaignId, limit: MAX_ROWS });
  const rows = links.map((row) => ({
    name: row.code ? `/s/${row.code}` : t("noLink"),
    key: row.code ?? undefined,
    detail: row.code && (
      <Link
        prefetch={false}
        className="inline-block min-h-6"
        href={staffCampaignPath(locale, slug, `sharing/${row.code}`)}
      >
        {t(row.bySigner ? "bySigner" : "byReader")}
      </Link>
    ),
    none: !row.code,
    more: row.code ? [format.number(row.visits)] : undefined,
    confirmed: row.confirmed,
  }));
  return (
    <AttributionTable
      name={t("shareLink")}
      columns={[t("visits")]}
      empty={t("empty.shareLink")}
      {...{ locale, rows, confirmed }}
    />
  );
}

async function ByChannel({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const names = await attributionNames(locale);
  const channels = await listSignaturesByChannel(db(), { campaignId, limit: MAX_ROWS });
  const rows = channels.map(({ channel, confirmed: signatures }) => ({
    name: channel === null ? t("noChannel") : names.channel(channel),
    none: channel === null,
    confirmed: signatures,
  }));
  return <AttributionTable name={t("channel")} empty={t("empty.channel")} {...{ locale, rows, confirmed }} />;
}

async function ByCountry({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.attribution" });
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const countries = await listSignaturesByCountry(db(), { campaignId, limit: MAX_ROWS });
  const rows = countries.map(({ country, confirmed: signatures }) => ({
    name: country === null ? t("noCountry") : (names.of(country) ?? country),
    none: country === null,
    confirmed: signatures,
  }));
  return <AttributionTable name={t("country")} empty={t("empty.country")} {...{ locale, rows, confirmed }} />;
}

async function ByText({ locale, campaignId, confirmed }: AttributionProps) {
  const t = await getTranslations({ locale, namespace: "staff.dashboard.attribution" });
  const languages = new Intl.DisplayNames([locale], { type: "language" });
  const texts = await listSignaturesByText(db(), { campaignId, limit: MAX_ROWS });
  const rows = texts.map((row) => ({
    key: `${row.locale} ${row.publishedAt}`,
    name: row.title ?? t("noText"),
    detail:
      row.locale &&
      row.publishedAt &&
      t.rich("version", {
        language: languages.of(row.locale) ?? row.locale,
        date: () => <LocalTime at={row.publishedAt ?? ""} locale={locale} />,
      }),
    none: row.title === null,
    confirmed: row.confirmed,
  }));
  return <AttributionTable name={t("text")} empty={t("textEmpty")} {...{ locale, rows, confirmed }} />;
}
