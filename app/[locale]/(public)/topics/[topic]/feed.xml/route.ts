import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns a topic's RSS feed. */
export async function GET(_: Request, { params }: RouteContext<"/[locale]/topics/[topic]/feed.xml">) {
  const { locale, topic } = await params;
  return respondWithFeed({ locale, topic, format: "xml" });
}
