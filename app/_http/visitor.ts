import ipaddr from "ipaddr.js";
import { isbot } from "isbot";
import { env } from "@/lib/env";

/** The IP address and browser of a visitor. Never stored in clear. */
export type Visitor = { address: string; agent: string };

const MAX_AGENT_LENGTH = 400;
/** Headers by which browsers and proxies mark a prefetch or a preview. */
const PREFETCH_HEADERS = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/** Returns the visitor of a request. Null for prefetches and for bots, including those that fetch link previews. */
export function getVisitor({ headers }: Pick<Request, "headers">): Visitor | null {
  const agent = headers.get("user-agent") ?? "";
  const isPrefetch = PREFETCH_HEADERS.some((name) =>
    /prefetch|prerender|preview/i.test(headers.get(name) ?? ""),
  );
  if (isPrefetch || agent === "" || isbot(agent)) return null;
  return { address: clientAddress(headers), agent: agent.slice(0, MAX_AGENT_LENGTH) };
}

/** A household gets a whole /64 network or more (RFC 6177). */
const NETWORK_BYTES = 8;

/**
 * Returns the IP address of the client as the outermost of our own proxies saw it (`TRUSTED_PROXY_HOPS`): clients can forge
 * the earlier entries of `X-Forwarded-For`. An IPv6 address is reduced to its /64 network. Empty if unknown.
 */
export function clientAddress(headers: Headers): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const forwarded = headers.get("x-forwarded-for")?.split(",") ?? [];
  const address = hops > 0 ? (forwarded.at(-hops)?.trim() ?? "") : "";
  if (!ipaddr.isValid(address)) return address;
  // `process` converts an IPv4-mapped IPv6 address to IPv4.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const network = [...parsed.toByteArray().slice(0, NETWORK_BYTES), ...new Array(NETWORK_BYTES).fill(0)];
  return ipaddr.fromByteArray(network).toString();
}
