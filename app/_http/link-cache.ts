import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { sharedPagePath } from "@/lib/paths";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import { SourceUnavailable, staleWhileRevalidate } from "./stale-while-revalidate";

/** The path of the page that a link leads to, or null if that page is no longer public. */
type Destination = { path: string | null };

type CachedDestination =
  | ({ outcome: "found" } & Destination)
  | { outcome: "unknown" }
  | { outcome: "unavailable" };

const TIMEOUT_MS = 1_500;

/** While the database is unavailable, links redirect to the page that was last known. */
const destinations = staleWhileRevalidate<Destination>({
  name: "link-destinations",
  maxEntries: 50_000,
  freshMs: 5_000,
  staleMs: 60_000,
  maxWaitMs: TIMEOUT_MS,
  maxFirstWaitMs: TIMEOUT_MS,
});

/** Returns the destination of a share link, within 1.5 s and without rejecting. `unavailable`: the database is unavailable. */
export async function getCachedDestination(code: string): Promise<CachedDestination> {
  const destination = await destinations.get(code, () => loadDestination(code));
  if (destination === null) return { outcome: "unavailable" };
  return destination ? { outcome: "found", ...destination } : { outcome: "unknown" };
}

/** Caches the destination of a new link, so that the link works even if the database fails before its first visit. */
export function warmLinkCache(code: string): void {
  void getCachedDestination(code);
}

async function loadDestination(code: string): Promise<Destination | undefined> {
  const read = await withDatabaseLimits(async () => ({ link: await getLinkDestination(db(), code) }));
  if (!read) throw new SourceUnavailable();
  if (!read.link) return undefined;
  const { locale, articleSlug, campaignSlug } = read.link;
  return { path: sharedPagePath(locale, { article: articleSlug, campaign: campaignSlug }) };
}
