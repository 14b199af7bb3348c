import { localeAsked, respondWithFeed } from "@/app/_feeds/feed-response";

export const dynamic = "force-dynamic";

/** The newest of the site, in the language of `?locale=`. */
export function GET(request: Request) {
  return respondWithFeed(request, { locale: localeAsked(request), format: "json" });
}
