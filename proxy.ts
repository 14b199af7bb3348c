import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { getFrameAncestors } from "@/app/_http/frame-ancestors";
import { refuseStaffAction } from "@/app/_http/refuse-staff-action";
import { env } from "@/lib/env";
import { publicPolicy } from "./public-policy.mjs";

export const config = {
  matcher: ["/:locale([a-z]{2})/staff/:path*", "/:locale([a-z]{2})/embed/:slug"],
};

const EMBED_PAGE = /^\/[a-z]{2}\/embed\/([^/]+)$/;

/** Sets the `frame-ancestors` of embeds, and the headers of the staff area. */
export async function proxy(request: NextRequest) {
  const embed = EMBED_PAGE.exec(request.nextUrl.pathname);
  if (embed) return embedResponse(request, embed[1] ?? "");
  const refusal = request.method === "POST" ? await refuseStaffAction(request) : null;
  return refusal ?? staffResponse(request);
}

/**
 * Allows only the sites on a campaign's list to frame its embed. The staff's preview is framed by our own site. Shared
 * caches may keep it for seconds only, so that a site removed from the list is refused soon. Nobody may keep one that lacks its list.
 */
async function embedResponse(request: NextRequest, slug: string) {
  const ancestors = request.nextUrl.searchParams.has("preview") ? "'self'" : await getFrameAncestors(slug);
  const response = NextResponse.next();
  response.headers.set("Content-Security-Policy", publicPolicy(ancestors ?? "'none'"));
  response.headers.set("Cache-Control", ancestors ? EMBED_CACHING : "no-store");
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

/**
 * Adds a strict policy with a nonce to staff pages, and keeps them out of caches, search engines and referrers. It does not
 * authorise: a matcher can miss unusual spellings of a path, so each page checks permissions itself.
 */
function staffResponse(request: NextRequest) {
  const ancestors = PREVIEW_PAGE.test(request.nextUrl.pathname) ? "'self'" : "'none'";
  const policy = staffPolicy(randomBytes(16).toString("base64"), ancestors);
  const headers = new Headers(request.headers);
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "no-store");
  // Not "no-referrer": without JavaScript, forms would then send `Origin: null`, and Next would refuse their actions.
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("X-Robots-Tag", "noindex, nofollow");
  return response;
}

const EMBED_CACHING = "public, max-age=0, s-maxage=2, stale-while-revalidate=3, stale-if-error=86400";

/** The preview of an article, which its editor frames. */
const PREVIEW_PAGE = /\/staff\/articles\/[^/]+\/preview\/?$/;

function staffPolicy(nonce: string, ancestors: "'self'" | "'none'"): string {
  // Hot reload needs eval() and a WebSocket.
  const hasHotReload = env().NODE_ENV === "development";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${hasHotReload ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${hasHotReload ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Charts set the length of their bars by style attributes. This does not allow style sheets.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${hasHotReload ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-src 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}
