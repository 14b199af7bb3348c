import type { Database } from "@/db/client";
import { findArticle } from "@/lib/articles/find-article";
import { campaignStatusSql } from "@/lib/campaigns/campaign-status";
import { currentTextOrder } from "@/lib/campaigns/current-text";
import { EMBED_CHANNEL, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { withPredecessors } from "@/lib/campaigns/successors";
import type { SignInput } from "./sign-input";

type PetitionQuery = Pick<SignInput, "text" | "locale" | "article" | "via" | "channel"> & {
  campaign: string;
};

/**
 * Selects the campaign, its petition text and the attribution. The text is the one that the page showed, else the current one in
 * the signer's language.
 */
export function findPetition(sql: Database["$client"], signature: PetitionQuery) {
  return sql`
    select campaigns.id as campaign_id, text.id as text_id, article.id as article_id, link.id as share_link_id, link.channel,
           ${ownChannel(sql, signature)} as own_channel,
           ${campaignStatusSql(sql)} = 'open' as open
    from campaigns
    join lateral (
      select id from petition_texts
      where campaign_id = campaigns.id and published_at <= now()
      order by id = ${signature.text ?? null}::uuid desc nulls last, ${currentTextOrder(sql, { locale: signature.locale, audience: "public" })}
      limit 1
    ) text on true
    left join lateral (${findArticle(sql, { slug: signature.article ?? null, locale: signature.locale })}) article on true
    left join share_links link on link.code = ${signature.via ?? null}
    where campaigns.slug = ${signature.campaign} and campaigns.published_at <= now()`;
}

/**
 * The channel that the signer's page sent. Only hosts on the campaign's embed list are stored by name; otherwise anyone could
 * fill the channel tallies with invented hosts. The lists of replaced predecessors count too: their embeds still show this
 * campaign.
 */
function ownChannel(sql: Database["$client"], { campaign, channel }: PetitionQuery) {
  const host = hostInChannel(channel ?? "");
  if (host === null) return sql`${channel ?? null}::text`;
  return sql`case when exists (
    ${withPredecessors(sql, sql`campaigns.slug = ${campaign}`)}
    select from predecessors join campaigns using (id), unnest(embed_origins) origin where substring(origin from '^https?://([^:/]+)') = ${host}
  ) then ${channel ?? null} else ${EMBED_CHANNEL} end`;
}
