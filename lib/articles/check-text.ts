import type { Transaction } from "@/db/client";
import { listArticleStatuses } from "@/lib/articles/list-drafts";
import type { Remark } from "@/lib/articles/remarks";
import { listNamedSlugs, remarksOn } from "@/lib/articles/remarks";
import { listCampaignStatuses } from "@/lib/campaigns/search-campaigns";

type Checked = { bodyMarkdown: string; locale: string; primaryCampaign: string | null };

/** Lists the problems in the text of an article, checked against the current campaigns and articles. */
export async function listRemarks(db: Transaction, checked: Checked): Promise<Remark[]> {
  const { bodyMarkdown, locale, primaryCampaign } = checked;
  const named = listNamedSlugs(bodyMarkdown);
  const slugs = primaryCampaign ? [...named.campaigns, primaryCampaign] : named.campaigns;
  const [campaigns, known] = await Promise.all([
    listCampaignStatuses(db, slugs),
    listArticleStatuses(db, { locale, slugs: named.articles }),
  ]);
  return remarksOn(bodyMarkdown, { campaigns, articles: known, primaryCampaign });
}
