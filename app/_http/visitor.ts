import ipaddr from "ipaddr.js";
import { isbot } from "isbot";
import { env } from "@/lib/env";

/** Somebody who looks at something, as far as a request tells. Never kept as it stands here. */
export type Visitor = { address: string; agent: string };

const LONGEST_AGENT = 400;
/** How browsers and proxies say that nobody is looking yet. */
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/** Who looks: null for browsers that look ahead, and for programs, among them those that draw a messenger's preview. */
export function getVisitor({ headers }: Pick<Request, "headers">): Visitor | null {
  const agent = headers.get("user-agent") ?? "";
  const isAhead = PURPOSES.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ""));
  if (isAhead || agent === "" || isbot(agent)) return null;
  return { address: clientAddress(headers), agent: agent.slice(0, LONGEST_AGENT) };
}

/** One household has so much of an IPv6 address to itself (RFC 6177), and may choose the rest. */
const NETWORK_BYTES = 8;

/**
 * Where a request comes from: what the outermost of our own proxies saw (`TRUSTED_PROXY_HOPS`), since whatever stands before
 * that in `X-Forwarded-For` is the client's claim. Of an IPv6 address its /64. Empty where nobody can tell.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const told = headers.get("x-forwarded-for")?.split(",") ?? [];
  const seen = hops > 0 ? (told.at(-hops)?.trim() ?? "") : "";
  if (!ipaddr.isValid(seen)) return seen;
  // `process` takes an IPv4 address out of its IPv6 clothing.
  const address = ipaddr.process(seen);
  if (address.kind() === "ipv4") return address.toString();
  const network = [...address.toByteArray().slice(0, NETWORK_BYTES), ...new Array(NETWORK_BYTES).fill(0)];
  return ipaddr.fromByteArray(network).toString();
}
