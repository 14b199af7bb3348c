import { respondWithFeed } from "@/app/_feeds/feed-response";

/** Returns a topic's JSON feed. */
export async function GET(request: Request, { params }: RouteContext<"/[locale]/topics/[topic]/feed.json">) {
  const { locale, topic } = await params;
  return respondWithFeed(request, { locale, topic, format: "json" });
}
