import type { Fields } from "@/app/_http/body";
import { env } from "@/lib/env";

/**
 * A form's fields with what they leave open read from the page that it stood on: a cacheable page cannot know
 * its own `?from=article.callout&via=code`, but a browser sends it along as the same-origin `Referer`.
 */
export function withOrigin(fields: Fields, request: Request): Fields {
  const page = refererOf(request);
  if (!page) return fields;
  const [article, callout] = page.searchParams.get("from")?.split(".") ?? [];
  return { article, callout, via: page.searchParams.get("via") ?? undefined, ...present(fields) };
}

function refererOf(request: Request): URL | null {
  const referer = request.headers.get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const page = new URL(referer);
  const host = request.headers.get("host");
  return page.origin === new URL(env().APP_URL).origin || page.host === host ? page : null;
}

function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== "" && value !== undefined),
  );
}
