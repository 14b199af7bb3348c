import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns the site's RSS feed in a language. */
export async function GET(_: Request, { params }: RouteContext<"/[locale]/feed.xml">) {
  const { locale } = await params;
  return respondWithFeed({ locale, format: "xml" });
}
