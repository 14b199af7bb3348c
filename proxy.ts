import { randomBytes } from "node:crypto";
import { isbot } from "isbot";
import { type NextRequest, NextResponse } from "next/server";
import { getCachedCurrentSlug } from "@/app/_http/former-slugs";
import { getFrameAncestors } from "@/app/_http/frame-ancestors";
import { parseAttribution } from "@/lib/attribution";
import { env } from "@/lib/env";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { publicPolicy } from "./public-policy.mjs";

export const config = {
  matcher: [
    "/:locale([a-z]{2})/staff/:path*",
    "/:locale([a-z]{2})/embed/:slug",
    { source: "/:locale([a-z]{2})/:kind(articles|campaigns)/:slug", has: [{ type: "query", key: "via" }] },
  ],
};

/** What share links lead to. */
const SHARED = /^\/([a-z]{2})\/(articles|campaigns)\/([^/]+)$/;

/** A campaign's box. */
const BOX = /^\/[a-z]{2}\/embed\/([^/]+)$/;

/**
 * Readers who come through a share link keep it when their article has moved: a page that is kept for everyone cannot
 * repeat a query, nor show messengers the link's own card. A campaign's box may be framed by the sites on its list. Everything else here is the staff's.
 */
export async function proxy(request: NextRequest) {
  const box = BOX.exec(request.nextUrl.pathname);
  if (box) return framed(request, box[1] ?? "");
  const shared = SHARED.exec(request.nextUrl.pathname);
  if (!shared) return guarded(request);
  const [, locale = "", kind, slug = ""] = shared;
  const moved = kind === "articles" ? await leadOn(request, { locale, slug }) : null;
  return moved ?? shownThroughLink(request);
}

async function leadOn(request: NextRequest, { locale, slug }: { locale: string; slug: string }) {
  const current = await getCachedCurrentSlug({ locale, slug });
  if (!current) return null;
  // Next takes no relative address here, and a host that somebody sent is not to be believed.
  const address = new URL(`/${locale}/articles/${current}${request.nextUrl.search}`, env().APP_URL);
  // Not permanently: browsers would remember it when the article has come back.
  return NextResponse.redirect(address, 307);
}

/** Programs are given the page with the tags of the link that they came through; people the one that is kept for everyone. */
function shownThroughLink({ nextUrl, headers }: NextRequest) {
  const code = parseShareAddress(parseAttribution(nextUrl.searchParams).via ?? "")?.code;
  if (!code || !isbot(headers.get("user-agent"))) return NextResponse.next();
  const page = nextUrl.clone();
  page.pathname = `${nextUrl.pathname}/shared/${code}`;
  return NextResponse.rewrite(page);
}

/**
 * Lets the sites on a campaign's list frame its box, and nobody else; the staff's preview is framed by ourselves. Shared caches
 * hand it out for seconds only, so that whoever is taken off the list is refused as soon.
 */
async function framed(request: NextRequest, slug: string) {
  const ancestors = request.nextUrl.searchParams.has("preview") ? "'self'" : await getFrameAncestors(slug);
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", publicPolicy(ancestors));
  response.headers.set("Cache-Control", "public, max-age=0, s-maxage=2, stale-while-revalidate=3");
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

/**
 * Puts a strict policy with a nonce on staff pages, and keeps them out of caches, indexes and referrers. It decides
 * nothing about who may see them: paths can be written in ways that a matcher misses, so each page asks for itself.
 */
function guarded(request: NextRequest) {
  const framed = PREVIEW.test(request.nextUrl.pathname) ? "'self'" : "'none'";
  const policy = staffPolicy(randomBytes(16).toString("base64"), framed);
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "no-store");
  // Not "no-referrer": under that, a form without scripts is sent from nowhere, and Next refuses its action.
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

/** The preview of an article is shown inside its writing room, and nowhere else. */
const PREVIEW = /\/staff\/articles\/[^/]+\/preview\/?$/;

function staffPolicy(nonce: string, framedBy: "'self'" | "'none'"): string {
  // Hot reload compiles in the browser and listens on a socket.
  const reloads = env().NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${reloads ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${reloads ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // The bars of a chart carry their lengths as style attributes; no style sheet may come in this way.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${reloads ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-src 'self'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}
