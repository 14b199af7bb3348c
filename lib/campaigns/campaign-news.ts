import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { listCampaignsBySlug } from "./published-campaigns";

/** What happened to a campaign: it was published, reached a milestone, was won, closed, or is carried on by another one. */
export type NewsKind = "published" | "milestone" | "won" | "closed" | "replaced";
type Happening = { slug: string; kind: NewsKind; signatures: number; at: number };

/**
 * The latest that happened to the campaigns that the public finds in lists, the newest first; with `topics`, only to those
 * of articles with one of these topics in that language. Since when a campaign is carried on, the audit log knows.
 */
export async function listCampaignNews(
  db: Database,
  { locale, topics, limit }: { locale: Locale; topics?: string[]; limit: number },
) {
  const happenings = await db.execute<Happening>(sql`
    with told as (
      select * from campaigns campaign
      where published_at <= now() and archived_at is null ${topics ? carriedOn(locale, topics) : sql``}
    ),
    happening (slug, kind, signatures, at) as (
      select slug, 'published', 0, published_at from told
      union all
      select told.slug, 'milestone', milestone.signatures, milestone.reached_at
      from told join campaign_milestones milestone on milestone.campaign_id = told.id
      union all
      select slug, 'won', 0, won_at from told where won_at <= now()
      union all
      select slug, 'closed', 0, case when closed_at <= now() then closed_at else closes_at end from told
      where coalesce(won_at > now(), true) and successor_id is null and (closed_at <= now() or closes_at <= now())
      union all
      select told.slug, 'replaced', 0, coalesce(
        (select max(event.at) from audit_events event
          where event.subject = 'campaign:' || told.slug and event.action = 'campaign.replaced'),
        greatest(told.closed_at, successor.published_at))
      from told join campaigns successor on successor.id = told.successor_id and successor.published_at <= now()
      where coalesce(told.won_at > now(), true)
    )
    select slug, kind, signatures, floor(extract(epoch from at) * 1000)::float8 as at
    from happening order by happening.at desc, signatures desc, slug limit ${limit}`);
  const slugs = [...new Set(happenings.map(({ slug }) => slug))];
  const campaigns = await listCampaignsBySlug(db, { locale, slugs });
  return happenings.flatMap(({ slug, kind, signatures, at }) => {
    const campaign = campaigns.find((one) => one.slug === slug);
    return campaign ? [{ kind, signatures, at: new Date(at), campaign }] : [];
  });
}

export type CampaignNews = Awaited<ReturnType<typeof listCampaignNews>>[number];

function carriedOn(locale: Locale, topics: string[]): SQL {
  return sql`and exists (
    select from article_campaigns carried join articles article on article.id = carried.article_id
    where carried.campaign_id = campaign.id and article.locale = ${locale} and article.published_at <= now()
      and article.topic = any(${sql.param(topics)}::text[]))`;
}
