import { getFormatter, getTranslations } from "next-intl/server";
import { type CampaignNews, listCampaignNews } from "@/lib/campaigns/campaign-news";
import { readReplica } from "@/lib/database-replica";
import { isolated } from "@/lib/direction";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { unversionedCardPath } from "@/lib/sharing/social-card";
import { type Entry, idOfPart } from "./feed-entry";
import { renderMarkup } from "./render-markup";

type Wanted = { locale: Locale; topics?: string[]; limit: number };

/** Lists the latest events of campaigns as feed entries: published, milestone, won, closed, replaced. */
export async function campaignEntries(wanted: Wanted): Promise<Entry[]> {
  const { locale } = wanted;
  const [t, format, news] = await Promise.all([
    getTranslations({ locale }),
    getFormatter({ locale }),
    readReplica((replica) => listCampaignNews(replica, wanted)),
  ]);
  return Promise.all(
    news.map(async (event) => {
      const { kind, signatures, at, campaign } = event;
      const count = format.number(signatures);
      return {
        id: idOfPart(campaign.id, locale, kind, eventKey(event)),
        url: `${env().APP_URL}${campaignPath(locale, campaign.slug)}`,
        title: t(`feed.${kind}`, { title: isolated(campaign.title), count }),
        summary: summaryOf(event),
        html: await renderMarkup(
          <EventMarkup
            event={event}
            locale={locale}
            texts={{
              sign: t("campaign.sign"),
              see: t("campaign.seeOutcome"),
              earlier: t("feed.earlier", {
                title: isolated(campaign.title),
                count: format.number(campaign.signatures),
              }),
            }}
          />,
        ),
        image: env().APP_URL + unversionedCardPath({ locale, kind: "campaigns", slug: campaign.slug }),
        publishedAt: at,
        updatedAt: at,
      };
    }),
  );
}

/**
 * Returns what distinguishes an event from others of its kind in an entry's id. A reopened campaign can end again, which is a new
 * entry. Publication is one entry, even if its time changes.
 */
function eventKey({ kind, signatures, at }: CampaignNews): number {
  return kind === "published" || kind === "milestone" ? signatures : at.getTime();
}

function summaryOf({ kind, campaign }: CampaignNews): string {
  return (kind === "won" || kind === "closed" ? campaign.outcome : null) ?? campaign.summary;
}

type EventMarkupProps = {
  event: CampaignNews;
  locale: Locale;
  texts: { sign: string; see: string; earlier: string };
};

/** The text of an event, with a link to the signing form or to the outcome. */
function EventMarkup({ event, locale, texts }: EventMarkupProps) {
  const { kind, campaign } = event;
  const { successor } = campaign;
  const shown = successor ?? campaign;
  const isOpen = shown.status === "open";
  return (
    <>
      {kind === "replaced" && successor ? (
        <>
          <p>{texts.earlier}</p>
          <p>
            <strong dir="auto">{successor.title}</strong>
          </p>
          <p dir="auto">{successor.summary}</p>
        </>
      ) : (
        <p>{summaryOf(event)}</p>
      )}
      <p>
        <a href={`${env().APP_URL}${campaignPath(locale, shown.slug)}${isOpen ? "#sign" : ""}`}>
          {isOpen ? texts.sign : texts.see}
        </a>
      </p>
    </>
  );
}
