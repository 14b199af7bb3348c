import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns the site's JSON feed in a language. */
export async function GET(request: Request, { params }: RouteContext<"/[locale]/feed.json">) {
  const { locale } = await params;
  return respondWithFeed(request, { locale, format: "json" });
}
