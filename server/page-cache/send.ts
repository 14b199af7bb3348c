import type { IncomingMessage, ServerResponse } from "node:http";
import fresh from "fresh";
import { LRUCache } from "lru-cache";
import Negotiator from "negotiator";
import type { Encoding, KeptAnswer } from "./kept-answer";

/** How an answer came about, for the header `Cache-Status` (RFC 9211). */
export type CacheStatus = "hit" | "fwd=stale" | "fwd=miss";

const PREFERRED: Encoding[] = ["br", "gzip", "identity"];
const MAX_ACCEPT_LENGTH = 200;
/** Browsers send few different values. */
const encodings = new LRUCache<string, Encoding>({ max: 200 });

/** The finished header lines of an answer, for each encoding and status. */
const lines = new WeakMap<KeptAnswer, Map<string, string[]>>();

/** Sends a kept answer: in an encoding that the client accepts, 304 if the client has it already, and without its body for HEAD. */
export function sendKeptAnswer(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  { answer, status }: { answer: KeptAnswer; status: CacheStatus },
): void {
  const { headers: asked } = request;
  if (answer.status === 200 && isCurrent(asked, answer)) {
    response.writeHead(304, headerLines(answer, status));
    response.end();
    return;
  }
  if (answer.location) {
    const lines = headerLines(answer, status, "identity");
    response.writeHead(answer.status, [...lines, "location", answer.location + queryOf(request)]);
    response.end(request.method === "HEAD" ? undefined : answer.bodies.identity);
    return;
  }
  const encoding = answer.bodies.br ? acceptedEncoding(asked["accept-encoding"]) : "identity";
  const body = answer.bodies[encoding] ?? answer.bodies.identity;
  response.writeHead(answer.status, headerLines(answer, status, encoding));
  response.end(request.method === "HEAD" ? undefined : body);
}

/** A former address passes the share link of its visitors on. */
function queryOf({ url = "" }: IncomingMessage): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at);
}

/**
 * Whether the client has this answer: by entity tag if it sends one, else by the exact time (RFC 9110, 13.1.3). The time must be
 * equal, not later, because that of a feed decreases when the newest article is unpublished. Ignores `Cache-Control: no-cache`,
 * which clients send together with a condition and which is meant for caches in between.
 */
function isCurrent(asked: IncomingMessage["headers"], { etag, lastModified }: KeptAnswer): boolean {
  const tags = asked["if-none-match"];
  if (tags !== undefined) return fresh({ "if-none-match": tags }, { etag });
  const since = asked["if-modified-since"];
  return since !== undefined && lastModified !== undefined && Date.parse(since) === Date.parse(lastModified);
}

/** Returns the smallest encoding that a client accepts. */
function acceptedEncoding(accepted = ""): Encoding {
  const known = encodings.get(accepted);
  if (known) return known;
  const negotiator = new Negotiator({ headers: { "accept-encoding": accepted.slice(0, MAX_ACCEPT_LENGTH) } });
  const encoding = PREFERRED.find((name) => negotiator.encodings([name]).length > 0) ?? "identity";
  if (accepted.length <= MAX_ACCEPT_LENGTH) encodings.set(accepted, encoding);
  return encoding;
}

/** Returns names and values in turn, the form that `writeHead` takes fastest. Without an encoding, the headers of a 304. */
function headerLines(answer: KeptAnswer, status: CacheStatus, encoding?: Encoding): string[] {
  const finished = lines.get(answer) ?? new Map<string, string[]>();
  lines.set(answer, finished);
  const key = `${encoding} ${status}`;
  const known = finished.get(key);
  if (known) return known;
  const { headers, bodies, etag, lastModified } = answer;
  const made = headers.filter(([name]) => encoding || !name.startsWith("content-type")).flat();
  made.push("etag", etag, "cache-status", `groundswell; ${status}`);
  if (lastModified) made.push("last-modified", lastModified);
  if (encoding && encoding !== "identity" && bodies[encoding]) made.push("content-encoding", encoding);
  if (encoding) made.push("content-length", String((bodies[encoding] ?? bodies.identity).byteLength));
  finished.set(key, made);
  return made;
}
