import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { sha256 } from "@/lib/crypto";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isLocale, localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { asJsonFeed } from "./json-feed";
import { loadFeed } from "./load-feed";
import { asRss } from "./rss";

const FORMATS = {
  xml: { write: asRss, type: "application/rss+xml; charset=utf-8" },
  json: { write: asJsonFeed, type: "application/feed+json; charset=utf-8" },
};
const CACHING = "public, max-age=60, s-maxage=300, stale-while-revalidate=360, stale-if-error=86400";

type Asked = { locale: string; topic?: string; format: keyof typeof FORMATS };

/**
 * Returns the response with a feed, or 404 for an unknown language or topic. `server/page-cache/` keeps it, and answers 304 to
 * clients that have it already.
 */
export async function respondWithFeed({ locale, topic, format }: Asked): Promise<Response> {
  const refusal = { kind: "json", locale: localeOrDefault(locale) } as const;
  if (!isLocale(locale) || (topic !== undefined && !isSlug(topic)))
    return refusePublicRequest({ reason: "noFeed", ...refusal });
  const read = await withDatabaseLimits(async () => ({ feed: await loadFeed(locale, topic) }));
  if (!read) return refusePublicRequest({ reason: "busy", ...refusal });
  if (!read.feed) return refusePublicRequest({ reason: "noFeed", ...refusal });
  const { write, type } = FORMATS[format];
  const body = write(read.feed);
  const { updatedAt } = read.feed;
  return new Response(body, {
    headers: {
      "cache-control": CACHING,
      etag: `"${sha256(body).slice(0, 32)}"`,
      ...(updatedAt && { "last-modified": updatedAt.toUTCString() }),
      "content-type": type,
    },
  });
}
