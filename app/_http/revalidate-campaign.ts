import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { listArticlesCarrying, listPagesShowing } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { LOCALES } from "@/lib/i18n/locales";
import { articlePath, campaignPath, embedPath } from "@/lib/paths";
import { revalidateTopics } from "./revalidate-topics";

const MIN_INTERVAL_MS = 500;
const MAX_ARTICLES = 100;
const revalidatedAt = new Map<string, number>();
const scheduled = new Set<string>();

/**
 * Revalidates the cached pages that show a campaign after a confirmation, at most every 0.5 s per campaign. A delayed run
 * follows, so the pages always include the last confirmation.
 */
export function revalidateAfterConfirmation(campaign: string) {
  if (scheduled.has(campaign)) return;
  const wait = Math.max(0, (revalidatedAt.get(campaign) ?? 0) + MIN_INTERVAL_MS - Date.now());
  if (wait === 0) {
    revalidatedAt.set(campaign, Date.now());
    revalidatePagesOf(campaign);
  }
  scheduled.add(campaign);
  after(async () => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    scheduled.delete(campaign);
    revalidatedAt.set(campaign, Date.now());
    revalidatePagesOf(campaign);
    const articles = await listArticlesCarrying(db(), { campaignSlug: campaign, limit: MAX_ARTICLES });
    for (const article of articles) revalidatePath(articlePath(article.locale, article.slug));
  });
}

function revalidatePagesOf(campaign: string) {
  for (const locale of LOCALES) {
    revalidatePath(`/${locale}`);
    revalidatePath(campaignPath(locale, campaign));
    revalidatePath(embedPath(locale, campaign));
  }
}

/**
 * Revalidates every page that shows a campaign, in all languages, after staff changed it: also the campaigns that it
 * replaces, and the articles with a call-out of any of them.
 */
export async function revalidateCampaign(campaign: string) {
  for (const { kind, slug, locale } of await listPagesShowing(db(), campaign)) {
    if (kind === "campaign") revalidatePagesOf(slug);
    else revalidatePath(articlePath(locale, slug));
  }
  revalidateTopics();
}
