import { respondWithFeed } from "@/app/_feeds/feed-response";
import { localeFromQuery } from "@/app/_http/preferred-locale";

export const dynamic = "force-dynamic";

/** Returns the site's RSS feed in the language of `?locale=`. */
export function GET(request: Request) {
  return respondWithFeed({ locale: localeFromQuery(request), format: "xml" });
}
