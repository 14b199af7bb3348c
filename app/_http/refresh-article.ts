import { revalidatePath } from "next/cache";
import { listPagesShowing } from "@/lib/articles/carried-campaigns";
import { db } from "@/lib/database";
import { articlePath, campaignPath } from "@/lib/paths";
import { refreshTopics } from "./refresh-topics";

/**
 * Has every cached page made anew on which the public meets an article: its own, those of its former slugs, the front page, the
 * articles that lead to it, the campaigns that it carries, or carried, and the topics, of which it may have left one.
 */
export async function refreshArticle(
  articleId: string,
  { alsoCampaigns = [] }: { alsoCampaigns?: string[] } = {},
) {
  const places = await listPagesShowing(db(), articleId);
  if (!places) return;
  const { slug, locale, former, leading, carried } = places;
  const articles = [{ slug, locale }, ...former, ...leading.map((other) => ({ slug: other, locale }))];
  revalidatePath(`/${locale}`);
  for (const article of articles) revalidatePath(articlePath(article.locale, article.slug));
  for (const campaign of new Set([...carried, ...alsoCampaigns]))
    revalidatePath(campaignPath(locale, campaign));
  refreshTopics();
}
