import { after } from "next/server";
import { getCachedDestination } from "@/app/_http/link-cache";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { getVisitor } from "@/app/_http/visitor";
import { env } from "@/lib/env";
import { parseShareAddress, type ShareAddress } from "@/lib/sharing/share-address";
import { gatherVisits, noteVisit } from "./visit-batch";

/**
 * Leads through a share link, with its code and channel in the address, so that a signature that follows is attributed to
 * them. Somebody who comes is never kept waiting by their being counted.
 */
export async function GET(request: Request, { params }: RouteContext<"/s/[code]">) {
  const address = parseShareAddress((await params).code);
  const front = `/${preferredLocale(request)}`;
  if (!address) return leadTo(front);
  const destination = await getCachedDestination(address.code);
  if (destination.outcome === "unknown") return leadTo(front);
  countVisitor(request, address, destination.outcome === "found");
  // If the database is away and this process has not seen the link yet, the front page is all that is known.
  const path = destination.outcome === "found" ? destination.path : null;
  return leadTo(path ?? front, address);
}

function countVisitor(request: Request, { code, channel }: ShareAddress, isKnown: boolean) {
  const visitor = request.method === "GET" ? getVisitor(request) : null;
  if (!visitor) return;
  noteVisit({ code, channel: channel ?? "", visitor, isKnown }, new Date());
  const counting = gatherVisits();
  // A process that is told to end waits for what comes after its answers: so its last visits count, too.
  if (counting) after(counting);
}

function leadTo(path: string, address?: ShareAddress) {
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
