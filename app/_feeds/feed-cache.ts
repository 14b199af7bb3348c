import { loadingCache } from "@/app/_http/stale-while-revalidate";
import { sha256 } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";
import { asJsonFeed } from "./json-feed";
import { loadFeed } from "./load-feed";
import { asRss } from "./rss";

const WRITERS = { xml: asRss, json: asJsonFeed };

type Wanted = { locale: Locale; topic?: string; format: keyof typeof WRITERS };
type Feed = { body: string; etag: string; updatedAt: Date | undefined };

/** Writing a feed takes about 0.1 s of CPU time, so frequent requests share one result. */
const feeds = loadingCache<Feed>({ name: "feeds", maxEntries: 100, freshMs: 5_000 });

/** Returns a finished feed, at most five seconds old, or null if the topic does not exist. Rejects if the database is unavailable. */
export async function getFeed(wanted: Wanted): Promise<Feed | null> {
  const { locale, topic = "", format } = wanted;
  return (
    (await feeds().fetch([locale, topic, format].join("/"), { context: () => writeFeed(wanted) })) ?? null
  );
}

/** Empties the cache. For tests. */
export function clearFeedCache(): void {
  feeds().clear();
}

async function writeFeed({ locale, topic, format }: Wanted): Promise<Feed | undefined> {
  const content = await loadFeed(locale, topic);
  if (!content) return undefined;
  const body = WRITERS[format](content);
  return { body, etag: `"${sha256(body).slice(0, 32)}"`, updatedAt: content.updatedAt };
}
