import { listFormerAddresses } from "@/lib/articles/former-addresses";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { SourceUnavailable, staleWhileRevalidate } from "./stale-while-revalidate";

const MAX_ADDRESSES = 20_000;

/** Every visit through a share link reads this cache, so an expired list is used while a new one is loaded. */
const currentSlugs = staleWhileRevalidate<Map<string, string>>({
  name: "current-slugs",
  maxEntries: 1,
  freshMs: 3_000,
  staleMs: Number.POSITIVE_INFINITY,
  maxFirstWaitMs: 1_000,
});

/** Returns the current slug of the article that had the slug before, or undefined. */
export async function getCachedCurrentSlug({ locale, slug }: { locale: string; slug: string }) {
  const slugs = await currentSlugs.get("all", loadCurrentSlugs);
  return slugs?.get(`${locale}/${slug}`);
}

async function loadCurrentSlugs(): Promise<Map<string, string>> {
  const addresses = await withDatabaseLimits(() => listFormerAddresses(db(), { limit: MAX_ADDRESSES }));
  if (!addresses) throw new SourceUnavailable();
  return new Map(addresses.map(({ locale, former, slug }) => [`${locale}/${former}`, slug]));
}
