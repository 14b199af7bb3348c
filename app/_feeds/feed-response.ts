import fresh from "fresh";
import { refuse } from "@/app/_http/refuse";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { getFeed } from "./feed-cache";

const TYPES = {
  xml: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};
const CACHING = "public, max-age=60, s-maxage=300, stale-while-revalidate=360";

type Asked = { locale: string; topic?: string; format: keyof typeof TYPES };

/** Answers with a feed: 304 to programs that have it already, 404 where there is no such language or topic. */
export async function respondWithFeed(request: Request, { locale, topic, format }: Asked): Promise<Response> {
  const nowhere = { kind: "json", locale: isLocale(locale) ? locale : DEFAULT_LOCALE } as const;
  if (!isLocale(locale) || (topic !== undefined && !isSlug(topic)))
    return refuse({ reason: "noFeed", ...nowhere });
  const read = await withDatabaseLimits(async () => ({ feed: await getFeed({ locale, topic, format }) }));
  if (!read) return refuse({ reason: "busy", ...nowhere });
  if (!read.feed) return refuse({ reason: "noFeed", ...nowhere });
  const { body, etag, updatedAt } = read.feed;
  const headers = {
    "cache-control": CACHING,
    etag,
    ...(updatedAt && { "last-modified": updatedAt.toUTCString() }),
  };
  if (hasItAlready(request, headers)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": TYPES[format] } });
}

/**
 * Whether a program holds this very feed: by the tag if it tells one, else by the moment exactly (RFC 9110, 13.1.3), since that
 * goes back when the newest article is withdrawn, and whoever still holds it is to hear so. Without `Cache-Control: no-cache`,
 * which programs send along with a condition and which is meant for caches on the way.
 */
function hasItAlready(request: Request, told: { etag: string; "last-modified"?: string }): boolean {
  const tags = request.headers.get("if-none-match");
  if (tags !== null) return fresh({ "if-none-match": tags }, { etag: told.etag });
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return since === Date.parse(told["last-modified"] ?? "");
}
