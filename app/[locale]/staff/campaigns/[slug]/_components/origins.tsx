import { getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import {
  listArticleOrigins,
  listCalloutOrigins,
  listChannelOrigins,
  listCountryOrigins,
  listShareLinkOrigins,
} from "@/lib/reporting/origins/queries";
import { OriginTable } from "./origin-table";

const STRONGEST = 10;

type Origin = { locale: Locale; campaignId: string; confirmed: number };

/** What brought a campaign its signatures, split in five ways. */
export async function Origins(origin: Origin) {
  const t = await getTranslations({ locale: origin.locale, namespace: "staff.origins" });
  return (
    <section aria-labelledby="origins">
      <h2 id="origins" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 mb-6 text-soft">{t("lead")}</p>
      <div className="gap-x-10 lg:columns-2">
        <ByArticle {...origin} />
        <ByCallout {...origin} />
        <ByShareLink {...origin} />
        <ByChannel {...origin} />
        <ByCountry {...origin} />
      </div>
    </section>
  );
}

async function ByArticle({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const articles = await listArticleOrigins(db(), { campaignId, limit: STRONGEST });
  const rows = articles.map((row) => ({
    name: row.title ?? t("noArticle"),
    detail: row.slug ? `${row.locale}/${row.slug}` : undefined,
    none: !row.slug,
    confirmed: row.confirmed,
  }));
  return <OriginTable name={t("article")} empty={t("empty.article")} {...{ locale, rows, confirmed }} />;
}

async function ByCallout({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const callouts = await listCalloutOrigins(db(), { campaignId, limit: STRONGEST });
  const nameOf = (callout: string | null) => {
    if (callout === null) return t("noCallout");
    if (callout === "end" || callout === "bar" || callout === "page") return t(callout);
    return t("numbered", { number: callout });
  };
  const rows = callouts.map((row) => ({
    name: nameOf(row.callout),
    detail: row.title ?? undefined,
    none: row.callout === null,
    confirmed: row.confirmed,
  }));
  return <OriginTable name={t("callout")} empty={t("empty.callout")} {...{ locale, rows, confirmed }} />;
}

async function ByShareLink({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const links = await listShareLinkOrigins(db(), { campaignId, limit: STRONGEST });
  const rows = links.map((row) => ({
    name: row.code ? `/s/${row.code}` : t("noLink"),
    detail: row.code ? t(row.bySigner ? "bySigner" : "byReader") : undefined,
    none: !row.code,
    visits: row.code ? row.visits : undefined,
    confirmed: row.confirmed,
  }));
  return <OriginTable name={t("shareLink")} empty={t("empty.shareLink")} {...{ locale, rows, confirmed }} />;
}

async function ByChannel({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const channels = await listChannelOrigins(db(), { campaignId, limit: STRONGEST });
  const rows = channels.map(({ channel, confirmed: signatures }) => ({
    name: channel === null ? t("noChannel") : channelName(channel),
    none: channel === null,
    confirmed: signatures,
  }));
  return <OriginTable name={t("channel")} empty={t("empty.channel")} {...{ locale, rows, confirmed }} />;

  /** A channel that we have no word for keeps the name under which it came. */
  function channelName(channel: string): string {
    const known = [
      "whatsapp",
      "email",
      "copy",
      "native",
      "telegram",
      "bluesky",
      "x",
      "facebook",
      "sms",
    ] as const;
    const found = known.find((name) => name === channel);
    return found ? t(`channels.${found}`) : channel;
  }
}

async function ByCountry({ locale, campaignId, confirmed }: Origin) {
  const t = await getTranslations({ locale, namespace: "staff.origins" });
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const countries = await listCountryOrigins(db(), { campaignId, limit: STRONGEST });
  const rows = countries.map(({ country, confirmed: signatures }) => ({
    name: country === null ? t("noCountry") : (names.of(country) ?? country),
    none: country === null,
    confirmed: signatures,
  }));
  return <OriginTable name={t("country")} empty={t("empty.country")} {...{ locale, rows, confirmed }} />;
}
