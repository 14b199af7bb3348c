import type { Transaction } from "@/db/client";
import { namedIn } from "@/lib/articles/remarks";
import type { Remark } from "@/lib/articles/remarks";
import { remarksOn } from "@/lib/articles/remarks";
import { listArticleStandings } from "@/lib/articles/list-drafts";
import { listCampaignStatuses } from "@/lib/campaigns/search-campaigns";

/** What the text of an article is: its Markdown, its language, and the campaign that it is paired with first. */
export type Checked = { bodyMarkdown: string; locale: string; primaryCampaign: string | null };

/** What the writer of an article should look at, checked against the campaigns and articles that are there now. */
export async function listRemarks(db: Transaction, checked: Checked): Promise<Remark[]> {
  const { bodyMarkdown, locale, primaryCampaign } = checked;
  const named = namedIn(bodyMarkdown);
  const slugs = primaryCampaign ? [...named.campaigns, primaryCampaign] : named.campaigns;
  const [standings, known] = await Promise.all([
    listCampaignStatuses(db, slugs),
    listArticleStandings(db, { locale, slugs: named.articles }),
  ]);
  return remarksOn(bodyMarkdown, { campaigns: standings, articles: known, primaryCampaign });
}
