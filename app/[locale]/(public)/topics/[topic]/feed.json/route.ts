import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns a topic's JSON feed. */
export async function GET(_: Request, { params }: RouteContext<"/[locale]/topics/[topic]/feed.json">) {
  const { locale, topic } = await params;
  return respondWithFeed({ locale, topic, format: "json" });
}
