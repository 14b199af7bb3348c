import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { listArticlesCarrying, listPagesShowing } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { LOCALES } from "@/lib/i18n/locales";
import { articlePath, campaignPath, embedPath } from "@/lib/paths";
import { refreshTopics } from "./refresh-topics";

const NOT_MORE_OFTEN_THAN_MS = 500;
const MOST_ARTICLES = 100;
const refreshedAt = new Map<string, number>();
const waiting = new Set<string>();

/**
 * Has the cached pages that show a campaign made anew at their next visit: at once when it is quiet, and every half
 * second while thousands confirm. The last confirmation of a rush is never left out.
 */
export function refreshPages(campaign: string) {
  if (waiting.has(campaign)) return;
  const wait = Math.max(0, (refreshedAt.get(campaign) ?? 0) + NOT_MORE_OFTEN_THAN_MS - Date.now());
  if (wait === 0) {
    refreshedAt.set(campaign, Date.now());
    revalidate(campaign);
  }
  waiting.add(campaign);
  after(async () => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    waiting.delete(campaign);
    refreshedAt.set(campaign, Date.now());
    revalidate(campaign);
    const articles = await listArticlesCarrying(db(), { campaignSlug: campaign, limit: MOST_ARTICLES });
    for (const article of articles) revalidatePath(articlePath(article.locale, article.slug));
  });
}

function revalidate(campaign: string) {
  for (const locale of LOCALES) {
    revalidatePath(`/${locale}`);
    revalidatePath(campaignPath(locale, campaign));
    revalidatePath(embedPath(locale, campaign));
  }
}

/**
 * After staff changed a campaign: every page that shows it is made anew at its next visit, in all languages. Also those of
 * campaigns that it carries on, and the articles with a call-out of any of them.
 */
export async function refreshEverywhere(campaign: string) {
  for (const { kind, slug, locale } of await listPagesShowing(db(), campaign)) {
    if (kind === "campaign") revalidate(slug);
    else revalidatePath(articlePath(locale, slug));
  }
  refreshTopics();
}
