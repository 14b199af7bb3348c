import { LRUCache } from "lru-cache";
import { db } from "@/db/client";
import { withinReach } from "@/db/reach";
import { getShareLink } from "@/lib/sharing/queries";

/** The most that a process remembers, and for how long before it looks again: an article that moves is followed soon. */
const MOST_LINKS = 20_000;
const FRESH_FOR_MS = 5_000;
/** Whoever opened a link would rather see the front page than wait longer. */
const ANSWER_WITHIN_MS = 2_000;

/** Where a link leads; `path` is null when what it led to is not public any more. "not-now" says that it could not be looked up. */
export type Destination =
  | { outcome: "found"; shareLinkId: string; path: string | null }
  | { outcome: "unknown" }
  | { outcome: "not-now" };

type Found = Extract<Destination, { outcome: "found" }>;

/** Kept on `globalThis`, so that hot reload, or a module that is bundled twice, remembers the same. */
const held = globalThis as typeof globalThis & { groundswellDestinations?: LRUCache<string, Found> };

/** What is known is answered from memory at once and looked up again behind the answer; with the database away it stays as it was. */
function destinations() {
  held.groundswellDestinations ??= new LRUCache<string, Found>({
    max: MOST_LINKS,
    ttl: FRESH_FOR_MS,
    allowStale: true,
    allowStaleOnFetchRejection: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: lookUp,
  });
  return held.groundswellDestinations;
}

/** Where a share link leads. Never slower than two seconds, and never an exception because the database is away. */
export async function destinationOf(code: string): Promise<Destination> {
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<Destination>((resolve) => {
    deadline = setTimeout(resolve, ANSWER_WITHIN_MS, { outcome: "not-now" });
  });
  const found = destinations()
    .fetch(code)
    .then((known): Destination => known ?? { outcome: "unknown" })
    .catch(asNotNow);
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(deadline);
  }
}

class OutOfReach extends Error {}

function asNotNow(error: unknown): Destination {
  if (error instanceof OutOfReach) return { outcome: "not-now" };
  throw error;
}

async function lookUp(code: string): Promise<Found | undefined> {
  const read = await withinReach(async () => ({ link: await getShareLink(db(), code) }));
  if (!read) throw new OutOfReach("share links cannot be looked up now");
  if (!read.link) return undefined;
  const { id, locale, articleSlug, campaignSlug } = read.link;
  const page = articleSlug ? `articles/${articleSlug}` : campaignSlug && `campaigns/${campaignSlug}`;
  return { outcome: "found", shareLinkId: id, path: page ? `/${locale}/${page}` : null };
}
