import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { campaignStatusSql } from "./campaign-status";
import { listCampaignsBySlug } from "./published-campaigns";

/** The events of a campaign that the feeds report. */
type NewsKind = "published" | "milestone" | "won" | "closed" | "replaced";
type CampaignEvent = { slug: string; kind: NewsKind; signatures: number; at: number };

/**
 * Lists the latest events of published, unarchived campaigns, newest first. A milestone is listed while its signatures count, with
 * the start of its day: the exact time would be that of one person's signature. With `topics`, only campaigns of articles with one
 * of these topics in that language.
 */
export async function listCampaignNews(
  db: Database,
  { locale, topics, limit }: { locale: Locale; topics?: string[]; limit: number },
) {
  const events = await db.execute<CampaignEvent>(sql`
    with listed as (
      select *, ${campaignStatusSql<SQL>(sql)} as status from campaigns
      where published_at <= now() and archived_at is null ${topics ? inArticlesAbout(locale, topics) : sql``}
    ),
    event (slug, kind, signatures, at) as (
      select slug, 'published', 0, published_at from listed
      union all
      select listed.slug, 'milestone', milestone.signatures,
        greatest(date_trunc('day', milestone.reached_at, 'UTC'), listed.published_at)
      from listed join campaign_milestones milestone on milestone.campaign_id = listed.id and milestone.signatures <=
        (select sum(slot.confirmed) from campaign_counts slot where slot.campaign_id = listed.id)
      union all
      select slug, 'won', 0, won_at from listed where status = 'won'
      union all
      select slug, 'closed', 0, case when closed_at <= now() then closed_at else closes_at end from listed
      where status = 'closed'
      union all
      select listed.slug, 'replaced', 0, coalesce(listed.replaced_at, greatest(listed.closed_at, successor.published_at))
      from listed join campaigns successor on successor.id = listed.successor_id and successor.published_at <= now()
      where listed.status = 'replaced'
    )
    select slug, kind, signatures, floor(extract(epoch from at) * 1000)::float8 as at
    from event order by event.at desc, signatures desc, slug limit ${limit}`);
  const slugs = [...new Set(events.map(({ slug }) => slug))];
  const campaigns = await listCampaignsBySlug(db, { locale, slugs });
  return events.flatMap(({ slug, kind, signatures, at }) => {
    const campaign = campaigns.find((one) => one.slug === slug);
    return campaign ? [{ kind, signatures, at: new Date(at), campaign }] : [];
  });
}

export type CampaignNews = Awaited<ReturnType<typeof listCampaignNews>>[number];

function inArticlesAbout(locale: Locale, topics: string[]): SQL {
  return sql`and exists (
    select from article_campaigns link join articles article on article.id = link.article_id
    where link.campaign_id = campaigns.id and article.locale = ${locale} and article.published_at <= now()
      and article.topic = any(${sql.param(topics)}::text[]))`;
}
