import { isCrossSite } from "@/app/_http/cross-site";
import { getVisitor } from "@/app/_http/visitor";
import { isLocale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { countReader } from "./reader-count";

/**
 * Counts a reader of an article. Always returns 204, without a cookie, whether or not the reader counts. Address and
 * user agent are not stored; see `createReaderFilter`.
 */
export function viewArticle(request: Request, { slug }: { slug: string }): Response {
  const locale = new URL(request.url).searchParams.get("locale") ?? "";
  const visitor = isCrossSite(request) ? null : getVisitor(request);
  if (visitor && isSlug(slug) && isLocale(locale))
    countReader({ ...visitor, article: slug, locale }, new Date());
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
