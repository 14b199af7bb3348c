import { isbot } from "isbot";
import { isCrossSite } from "@/app/_http/cross-site";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { lastHop } from "@/lib/sharing/visits/rules";
import { countReader } from "./reader-count";

const LONGEST_AGENT = 400;

/**
 * A page of ours tells that its article is being read. Always 204, at once and without a cookie: whether it counts is
 * nobody's business. The address and the browser's name are looked at and forgotten; see `readersOfTheDay`.
 */
export async function POST(request: Request, { params }: RouteContext<"/api/v1/articles/[slug]/views">) {
  const { slug } = await params;
  const locale = new URL(request.url).searchParams.get("locale") ?? "";
  const agent = request.headers.get("user-agent") ?? "";
  if (isSlug(slug) && isLocale(locale) && isReader(request, agent)) {
    const reading = {
      address: lastHop(request.headers),
      agent: agent.slice(0, LONGEST_AGENT),
      article: slug,
    };
    countReader({ ...reading, locale }, new Date());
  }
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}

/** Programs, prefetching and pages of other sites read nothing. */
function isReader(request: Request, agent: string): boolean {
  const purpose = request.headers.get("sec-purpose") ?? request.headers.get("purpose") ?? "";
  return agent !== "" && !isbot(agent) && !purpose.includes("prefetch") && !isCrossSite(request);
}
