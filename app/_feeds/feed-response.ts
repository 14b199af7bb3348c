import fresh from "fresh";
import { refusePublicRequest } from "@/app/_http/refuse-public-request";
import { withDatabaseLimits } from "@/lib/database-limits";
import { isLocale, localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { getFeed } from "./feed-cache";

const TYPES = {
  xml: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};
const CACHING = "public, max-age=60, s-maxage=300, stale-while-revalidate=360";

type Asked = { locale: string; topic?: string; format: keyof typeof TYPES };

/** Returns the response with a feed: 304 if the client has it already, 404 for an unknown language or topic. */
export async function respondWithFeed(request: Request, { locale, topic, format }: Asked): Promise<Response> {
  const refusal = { kind: "json", locale: localeOrDefault(locale) } as const;
  if (!isLocale(locale) || (topic !== undefined && !isSlug(topic)))
    return refusePublicRequest({ reason: "noFeed", ...refusal });
  const read = await withDatabaseLimits(async () => ({ feed: await getFeed({ locale, topic, format }) }));
  if (!read) return refusePublicRequest({ reason: "busy", ...refusal });
  if (!read.feed) return refusePublicRequest({ reason: "noFeed", ...refusal });
  const { body, etag, updatedAt } = read.feed;
  const headers = {
    "cache-control": CACHING,
    etag,
    ...(updatedAt && { "last-modified": updatedAt.toUTCString() }),
  };
  if (isCurrent(request, headers)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": TYPES[format] } });
}

/**
 * Whether the client has this version of the feed: by ETag if it sends one, else by the exact time (RFC 9110, 13.1.3). The time
 * must be equal, not later, because it decreases when the newest article is unpublished. Ignores `Cache-Control: no-cache`, which
 * clients send together with a condition and which is meant for caches in between.
 */
function isCurrent(request: Request, current: { etag: string; "last-modified"?: string }): boolean {
  const tags = request.headers.get("if-none-match");
  if (tags !== null) return fresh({ "if-none-match": tags }, { etag: current.etag });
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return since === Date.parse(current["last-modified"] ?? "");
}
