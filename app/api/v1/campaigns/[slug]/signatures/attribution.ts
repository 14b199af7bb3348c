import type { Fields } from "@/app/_http/body";
import { env } from "@/lib/env";

/**
 * A form's fields with what they leave open read from the page that it stood on: a cacheable page cannot know
 * its own `?from=article.callout&via=code`, but a browser sends it along as the same-origin `Referer`.
 */
export function withAttribution(fields: Fields, request: Request): Fields {
  const sent = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  const page = ownPage(request);
  if (!page) return sent;
  const [article, callout] = page.searchParams.get("from")?.split(".") ?? [];
  const via = page.searchParams.get("via") ?? undefined;
  // The form of a campaign's page says `page`; the call-out that led there says more.
  const said = sent.callout === "page" && callout ? { ...sent, callout } : sent;
  return { article, callout, via, ...said };
}

function ownPage(request: Request): URL | null {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const page = new URL(referer);
  const ours = page.origin === new URL(env().APP_URL).origin || page.host === request.headers.get("host");
  return ours ? page : null;
}
