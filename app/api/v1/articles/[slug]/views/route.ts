import { isCrossSite } from "@/app/_http/cross-site";
import { getVisitor } from "@/app/_http/visitor";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { countReader } from "./reader-count";

/**
 * A page of ours tells that its article is being read. Always 204, at once and without a cookie: whether it counts is
 * nobody's business. The address and the browser's name are looked at and forgotten; see `readersOfTheDay`.
 */
export async function POST(request: Request, { params }: RouteContext<"/api/v1/articles/[slug]/views">) {
  const { slug } = await params;
  const locale = new URL(request.url).searchParams.get("locale") ?? "";
  const reader = isCrossSite(request) ? null : getVisitor(request);
  if (reader && isSlug(slug) && isLocale(locale))
    countReader({ ...reader, article: slug, locale }, new Date());
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
