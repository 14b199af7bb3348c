import { LRUCache } from "lru-cache";
import { perProcess } from "@/db/singleton";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import { traceOf } from "@/lib/failures";
import { log } from "@/lib/log";
import { getLinkDestination } from "@/lib/sharing/link-destination";

const MOST_LINKS = 50_000;
/** What is younger is not looked up. */
const FRESH_FOR_MS = 5_000;
/** What is a little older is given at once and looked up behind the answer; for what is older still, the answer waits … */
const GIVEN_AT_ONCE_FOR_MS = 60_000;
/** … so long, and then what was known last has to do. */
const ANSWER_WITHIN_MS = 1_500;

/** Where a link leads: the path of a page, or null when nothing that it led to is public any more. */
type Destination = { path: string | null };

export type Found = ({ outcome: "found" } & Destination) | { outcome: "unknown" } | { outcome: "not-now" };

/** The links that were opened last. With the database away they lead where they led, for as long as it takes. */
const known = perProcess(
  "link-destinations",
  () =>
    new LRUCache<string, Destination>({
      max: MOST_LINKS,
      ttl: FRESH_FOR_MS,
      noDeleteOnFetchRejection: true,
      noDeleteOnStaleGet: true,
      fetchMethod: lookUp,
    }),
);

/** Where a share link leads: within 1.5 seconds, and without an exception, whatever the database does. */
export async function destinationOf(code: string): Promise<Found> {
  const staleForMs = -known().getRemainingTTL(code);
  const looking = known()
    .fetch(code, { allowStale: staleForMs < GIVEN_AT_ONCE_FOR_MS })
    .then(
      (destination): Found => (destination ? { outcome: "found", ...destination } : { outcome: "unknown" }),
    )
    .catch((error: unknown) => asKnownLast(code, error));
  let deadline: NodeJS.Timeout | undefined;
  const late = new Promise<Found>((resolve) => {
    deadline = setTimeout(() => resolve(asKnownLast(code)), ANSWER_WITHIN_MS);
  });
  return Promise.race([looking, late]).finally(() => clearTimeout(deadline));
}

/** Learns where a link leads that was just made, so that it leads there even if the database goes away before anybody opens it. */
export function learnDestination(code: string): void {
  void destinationOf(code);
}

function asKnownLast(code: string, error?: unknown): Found {
  const isFault = error !== undefined && !(error instanceof OutOfReach);
  if (isFault) log().error({ cause: traceOf(error) }, "a share link could not be looked up");
  const last = known().peek(code, { allowStale: true });
  return last ? { outcome: "found", ...last } : { outcome: "not-now" };
}

class OutOfReach extends Error {}

async function lookUp(code: string): Promise<Destination | undefined> {
  const read = await withDatabaseLimits(async () => ({ link: await getLinkDestination(db(), code) }));
  if (!read) throw new OutOfReach("share links cannot be looked up now");
  if (!read.link) return undefined;
  const { locale, articleSlug, campaignSlug } = read.link;
  const page = articleSlug ? `articles/${articleSlug}` : campaignSlug && `campaigns/${campaignSlug}`;
  return { path: page ? `/${locale}/${page}` : null };
}
