import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns the site's JSON feed in a language. */
export async function GET(_: Request, { params }: RouteContext<"/[locale]/feed.json">) {
  const { locale } = await params;
  return respondWithFeed({ locale, format: "json" });
}
