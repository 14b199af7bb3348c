import type { Database } from "@/db/client";
import { findArticle } from "@/lib/articles/find-article";
import { campaignStatusSql } from "@/lib/campaigns/campaign-status";
import { currentTextOrder } from "@/lib/campaigns/current-text";
import { EMBED_CHANNEL, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { withPredecessors } from "@/lib/campaigns/successors";
import type { SignInput } from "./sign-input";

type Sql = Database["$client"];

/** The page on which someone signed, as it says itself. */
export type SignedPage = Pick<SignInput, "text" | "locale" | "article" | "via" | "channel"> & {
  campaign: string;
};

/**
 * Selects for each page, numbered from 1 on as `page`, the campaign, the petition text that it showed (else the current one
 * in the signer's language), and the attribution. Pages of unpublished campaigns have no row.
 */
export function findPetitions(sql: Sql, pages: SignedPage[]) {
  return sql`
    select page.number as page, campaigns.id as campaign_id, text.id as petition_text_id, article.id as article_id,
           link.id as share_link_id, coalesce(${ownChannel(sql)}, link.channel) as channel,
           ${campaignStatusSql(sql)} = 'open' as open
    from unnest(${pages.map(({ campaign }) => campaign)}::text[], ${pages.map(({ text }) => text ?? null)}::uuid[],
                ${pages.map(({ locale }) => locale)}::text[], ${pages.map(({ article }) => article ?? null)}::text[],
                ${pages.map(({ via }) => via ?? null)}::text[], ${pages.map(({ channel }) => channel ?? null)}::text[],
                ${pages.map(({ channel }) => hostInChannel(channel ?? ""))}::text[])
         with ordinality as page (campaign, text_id, locale, article, via, channel, embed_host, number)
    join campaigns on campaigns.slug = page.campaign and campaigns.published_at <= now()
    join lateral (
      select id from petition_texts
      where campaign_id = campaigns.id and published_at <= now()
      order by id = page.text_id desc nulls last, ${currentTextOrder(sql, { locale: sql`page.locale`, audience: "public" })}
      limit 1
    ) text on true
    left join lateral (${findArticle(sql, { slug: sql`page.article`, locale: sql`page.locale` })}) article on true
    left join lateral (select id, channel from share_links where code = page.via limit 1) link on true`;
}

/**
 * The channel that the signer's page sent. Only hosts on the campaign's embed list are stored by name; otherwise anyone could
 * fill the channel tallies with invented hosts. The lists of replaced predecessors count too: their embeds still show this campaign.
 */
function ownChannel(sql: Sql) {
  return sql`
    case
      when page.embed_host is null then page.channel
      when exists (
        ${withPredecessors(sql, sql`campaigns.slug = page.campaign`)}
        select from predecessors join campaigns using (id), unnest(embed_origins) origin
        where substring(origin from '^https?://([^:/]+)') = page.embed_host
      ) then page.channel
      else ${EMBED_CHANNEL}
    end`;
}
