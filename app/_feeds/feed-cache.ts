import { LRUCache } from "lru-cache";
import { perProcess } from "@/db/singleton";
import { sha256 } from "@/lib/crypto";
import type { Locale } from "@/lib/i18n/locales";
import { asJsonFeed } from "./json-feed";
import { loadFeed } from "./load-feed";
import { asRss } from "./rss";

const WRITERS = { xml: asRss, json: asJsonFeed };
const MOST_FEEDS = 100;
/** Writing one takes a tenth of a second of a core: whoever asks again and again is not to have it done again and again. */
const KEPT_FOR_MS = 5_000;

export type Wanted = { locale: Locale; topic?: string; format: keyof typeof WRITERS };
type Feed = { body: string; etag: string; updatedAt: Date | undefined };

const feeds = perProcess(
  "feeds",
  () =>
    new LRUCache<string, Feed, Wanted>({
      max: MOST_FEEDS,
      ttl: KEPT_FOR_MS,
      // Concurrent requests for one feed share one write.
      fetchMethod: (_key, _stale, { context }) => writeFeed(context),
    }),
);

/** A finished feed, at most five seconds old, or null without such a topic. */
export async function getFeed(wanted: Wanted): Promise<Feed | null> {
  const { locale, topic = "", format } = wanted;
  return (await feeds().fetch([locale, topic, format].join("/"), { context: wanted })) ?? null;
}

/** Has every feed written anew. */
export function clearFeedCache(): void {
  feeds().clear();
}

async function writeFeed({ locale, topic, format }: Wanted): Promise<Feed | undefined> {
  const words = await loadFeed(locale, topic);
  if (!words) return undefined;
  const body = WRITERS[format](words);
  return { body, etag: `"${sha256(body).slice(0, 32)}"`, updatedAt: words.updatedAt };
}
