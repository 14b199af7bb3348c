import { getCachedDestination } from "@/app/_http/link-cache";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { getVisitor } from "@/app/_http/visitor";
import { withAttribution } from "@/lib/attribution";
import { finishBeforeExit } from "@/lib/background-work";
import { env } from "@/lib/env";
import { parseShareAddress, type ShareAddress } from "@/lib/sharing/share-address";
import { unknownLinkPage } from "./unknown-link";
import { queueVisit, scheduleBatch } from "./visit-batch";

/**
 * Redirects a share link to its page, with code and channel in the query, so that a signature is attributed to them. The
 * visit is counted after the response. An unknown link gets a page that says so.
 */
export async function followLink(request: Request, { code }: { code: string }): Promise<Response> {
  const address = parseShareAddress(code);
  const locale = preferredLocale(request);
  if (!address) return unknownLinkPage(locale);
  const destination = await getCachedDestination(address.code);
  if (destination.outcome === "unknown") return unknownLinkPage(locale);
  countVisit(request, address, destination.outcome === "found");
  // While the database is unavailable, an uncached link redirects to the front page.
  const path = destination.outcome === "found" ? destination.path : null;
  return redirectTo(path ?? `/${locale}`, address);
}

function countVisit(request: Request, { code, channel }: ShareAddress, isKnown: boolean) {
  const visitor = request.method === "GET" ? getVisitor(request) : null;
  if (!visitor) return;
  queueVisit({ code, channel: channel ?? "", visitor, isKnown }, new Date());
  const batch = scheduleBatch();
  if (batch) finishBeforeExit(batch);
}

function redirectTo(path: string, address?: ShareAddress) {
  const location = env().APP_URL + withAttribution(path, { via: address?.code, channel: address?.channel });
  return new Response(null, {
    status: 302,
    headers: { location, "cache-control": "no-store", "x-robots-tag": "noindex" },
  });
}
