import fresh from "fresh";
import { refuse } from "@/app/_http/refusal";
import { withinReach } from "@/db/reach";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { feedOf } from "./kept";

const TYPES = {
  xml: "application/rss+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};
const CACHING = "public, max-age=60, s-maxage=300, stale-while-revalidate=360";

type Asked = { locale: string; topic?: string; format: keyof typeof TYPES };

/** Answers with a feed: 304 to programs that have it already, 404 where there is no such language or topic. */
export async function answerWithFeed(request: Request, { locale, topic, format }: Asked): Promise<Response> {
  const nowhere = { kind: "json", locale: isLocale(locale) ? locale : DEFAULT_LOCALE } as const;
  if (!isLocale(locale) || (topic !== undefined && !isSlug(topic)))
    return refuse({ reason: "noFeed", ...nowhere });
  const read = await withinReach(async () => ({ feed: await feedOf({ locale, topic, format }) }));
  if (!read) return refuse({ reason: "busy", ...nowhere });
  if (!read.feed) return refuse({ reason: "noFeed", ...nowhere });
  const { body, etag, updatedAt } = read.feed;
  const headers = {
    "cache-control": CACHING,
    etag,
    ...(updatedAt && { "last-modified": updatedAt.toUTCString() }),
  };
  if (fresh(conditionsOf(request), headers)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": TYPES[format] } });
}

/** Without `Cache-Control: no-cache`, which programs send along with a condition and which is meant for caches on the way. */
function conditionsOf({ headers }: Request) {
  return {
    "if-none-match": headers.get("if-none-match") ?? undefined,
    "if-modified-since": headers.get("if-modified-since") ?? undefined,
  };
}

/** The language of `?locale=`, for the addresses without one in the path. */
export function localeAsked(request: Request): string {
  const asked = new URL(request.url).searchParams.get("locale") ?? "";
  return isLocale(asked) ? asked : DEFAULT_LOCALE;
}
