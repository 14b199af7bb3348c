import { createHmac } from "node:crypto";
import { isbot } from "isbot";

const LONGEST_AGENT = 400;
/** How browsers and proxies say that nobody is looking yet. */
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/**
 * Who opened a link, as far as a request tells: the last hop's address, which stands next to us, and the browser's name. Null
 * for what is no visit: HEAD, prefetching, and programs, among them those that draw a messenger's preview.
 */
export function visitorOf({ method, headers }: Pick<Request, "method" | "headers">): string | null {
  const agent = headers.get("user-agent") ?? "";
  const isAhead = PURPOSES.some((name) => /prefetch|preview/i.test(headers.get(name) ?? ""));
  if (method !== "GET" || isAhead || agent === "" || isbot(agent)) return null;
  return `${lastHop(headers)}\n${agent.slice(0, LONGEST_AGENT)}`;
}

/** The address of whoever stands next to us: what a client claims before it is not believed. */
export function lastHop(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}

/** A visitor as the database may know them for a day: HMAC-SHA-256 under the salt of that day. */
export function visitorKey(salt: Uint8Array, visitor: string): Buffer {
  return createHmac("sha256", salt).update(visitor).digest();
}

/** The first day (UTC) whose salt is still kept: a day's goes at noon of the next, 36 hours after the day began. */
export function oldestKeptDay(now: Date): string {
  return new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
}
