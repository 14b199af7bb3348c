import { preferredLocale } from "@/app/_http/locale";
import { env } from "@/lib/env";
import { readSharedAddress, type SharedAddress } from "@/lib/sharing/rules";
import { visitorOf } from "@/lib/sharing/visits/rules";
import { destinationOf } from "./destinations";
import { countVisit } from "./visit-count";

/**
 * Leads through a share link, with its code and channel in the address, so that a signature that follows is attributed to
 * them. Somebody who comes is never kept waiting by their being counted.
 */
export async function GET(request: Request, { params }: RouteContext<"/s/[code]">) {
  const address = readSharedAddress((await params).code);
  const front = `/${preferredLocale(request)}`;
  if (!address) return leadTo(front);
  const destination = await destinationOf(address.code);
  if (destination.outcome === "unknown") return leadTo(front);
  // The database is away and this process has never seen the link: the attribution at least is kept.
  if (destination.outcome === "not-now") return leadTo(front, address);
  const visitor = visitorOf(request);
  if (visitor) {
    const channel = address.channel ?? "";
    countVisit({ shareLinkId: destination.shareLinkId, channel, visitor }, new Date());
  }
  return leadTo(destination.path ?? front, address);
}

function leadTo(path: string, address?: SharedAddress) {
  const query = new URLSearchParams({
    ...(address && { via: address.code }),
    ...(address?.channel && { channel: address.channel }),
  });
  const location = `${env().APP_URL}${path}${address ? `?${query}` : ""}`;
  return new Response(null, {
    status: 302,
    headers: { location, "cache-control": "no-store", "x-robots-tag": "noindex" },
  });
}
