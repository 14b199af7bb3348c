import { isbot } from "isbot";

/** Somebody who looks at something, as far as a request tells. Never kept as it stands here. */
export type Visitor = { address: string; agent: string };

const LONGEST_AGENT = 400;
/** How browsers and proxies say that nobody is looking yet. */
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/** Who looks: null for browsers that look ahead, and for programs, among them those that draw a messenger's preview. */
export function visitorOf({ headers }: Pick<Request, "headers">): Visitor | null {
  const agent = headers.get("user-agent") ?? "";
  const isAhead = PURPOSES.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ""));
  if (isAhead || agent === "" || isbot(agent)) return null;
  return { address: lastHop(headers), agent: agent.slice(0, LONGEST_AGENT) };
}

/** The address of whoever stands next to us: what a client claims before it is not believed. */
export function lastHop(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}
