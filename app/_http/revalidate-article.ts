import { revalidatePath } from "next/cache";
import { listPagesShowing } from "@/lib/articles/article-campaigns";
import { db } from "@/lib/database";
import { articlePath, campaignPath } from "@/lib/paths";
import { revalidateTopics } from "./revalidate-topics";

/**
 * Revalidates every cached page that shows an article: its own page and those of its former slugs, the front page, the
 * articles that link to it, the campaigns of its current and earlier call-outs, and all topics.
 */
export async function revalidateArticle(
  articleId: string,
  { formerCampaigns = [] }: { formerCampaigns?: string[] } = {},
) {
  const pages = await listPagesShowing(db(), articleId);
  if (!pages) return;
  const { slug, locale, formerSlugs, linkingArticles, callOutCampaigns } = pages;
  const articles = [
    { slug, locale },
    ...formerSlugs,
    ...linkingArticles.map((other) => ({ slug: other, locale })),
  ];
  revalidatePath(`/${locale}`);
  for (const article of articles) revalidatePath(articlePath(article.locale, article.slug));
  for (const campaign of new Set([...callOutCampaigns, ...formerCampaigns]))
    revalidatePath(campaignPath(locale, campaign));
  revalidateTopics();
}
