import { getFormatter, getTranslations } from "next-intl/server";
import { type CampaignNews, listCampaignNews } from "@/lib/campaigns/campaign-news";
import { db } from "@/lib/database";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { type Entry, idOfPart } from "./feed-entry";
import { renderMarkup } from "./render-markup";

type Wanted = { locale: Locale; topics?: string[]; limit: number };

/** What happened to campaigns lately: published, a milestone, won, closed, replaced. */
export async function campaignEntries(wanted: Wanted): Promise<Entry[]> {
  const { locale } = wanted;
  const [t, format, news] = await Promise.all([
    getTranslations({ locale }),
    getFormatter({ locale }),
    listCampaignNews(db(), wanted),
  ]);
  return Promise.all(
    news.map(async (happened) => {
      const { kind, signatures, at, campaign } = happened;
      const count = format.number(signatures);
      return {
        id: idOfPart(campaign.id, locale, kind, whichOf(happened)),
        url: `${env().APP_URL}${campaignPath(locale, campaign.slug)}`,
        title: t(`feed.${kind}`, { title: campaign.title, count }),
        summary: summaryOf(happened),
        html: await renderMarkup(
          <NewsMarkup
            happened={happened}
            locale={locale}
            words={{
              sign: t("campaign.sign"),
              see: t("campaign.seeOutcome"),
              earlier: t("feed.earlier", {
                title: campaign.title,
                count: format.number(campaign.signatures),
              }),
            }}
          />,
        ),
        publishedAt: at,
        updatedAt: at,
      };
    }),
  );
}

/**
 * What tells a happening from others of its kind. A campaign that is opened again may end again, and that is news; it is
 * published once, whatever becomes of the moment.
 */
function whichOf({ kind, signatures, at }: CampaignNews): number {
  return kind === "published" || kind === "milestone" ? signatures : at.getTime();
}

function summaryOf({ kind, campaign }: CampaignNews): string {
  return (kind === "won" || kind === "closed" ? campaign.outcome : null) ?? campaign.summary;
}

type NewsMarkupProps = {
  happened: CampaignNews;
  locale: Locale;
  words: { sign: string; see: string; earlier: string };
};

/** What happened, and the link to sign, or to what came of it. */
function NewsMarkup({ happened, locale, words }: NewsMarkupProps) {
  const { kind, campaign } = happened;
  const { successor } = campaign;
  const acted = successor ?? campaign;
  const isOpen = acted.state === "open";
  return (
    <>
      {kind === "replaced" && successor ? (
        <>
          <p>{words.earlier}</p>
          <p>
            <strong>{successor.title}</strong>
          </p>
          <p>{successor.summary}</p>
        </>
      ) : (
        <p>{summaryOf(happened)}</p>
      )}
      <p>
        <a href={`${env().APP_URL}${campaignPath(locale, acted.slug)}${isOpen ? "#sign" : ""}`}>
          {isOpen ? words.sign : words.see}
        </a>
      </p>
    </>
  );
}
