import type { IncomingMessage, ServerResponse } from "node:http";
import { preferredLocale } from "@/app/_http/preferred-locale";
import type { Locale } from "@/lib/i18n/locales";
import { isDecodable, tidyAddress } from "./tidy-address";

/** Methods that our routes support. Next fails with 500 on methods that it cannot represent, such as TRACE. */
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
/** The API, and the staff area with its Server Actions. Next would parse the body of an action on any page. */
const WRITABLE_PATH = /^\/(api|[a-z]{2}\/staff)(\/|$)/;
const PAGE_METHODS = ["GET", "HEAD", "OPTIONS"];
const EMBED_PATH = /^\/[a-z]{2}\/embed\//;
const PATH_HEADER = "x-requested-path";
const LENGTH_HEADER = "x-content-length";
const NUL = /\0|%00/;

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "content-type": "text/plain; charset=utf-8",
  "x-content-type-options": "nosniff",
  // The body of a refused request is not read.
  connection: "close",
};

/**
 * Answers the requests on which Next fails, or which it would read before our code can refuse them. Returns whether it
 * did; otherwise the request is well-formed, and may be answered.
 */
export function guardRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refusalOf(request);
  if (!refusal) {
    request.url = originForm(request.url);
    removeRouterHeader(request);
    keepContentLength(response);
    // For the 404 page, to which Next does not pass the path.
    request.headers[PATH_HEADER] = request.url.split("?", 1)[0];
    return false;
  }
  response.statusCode = refusal.status;
  for (const [name, value] of Object.entries({ ...HEADERS, ...refusal.headers }))
    response.setHeader(name, value);
  response.end(refusal.text);
  return true;
}

type Refusal = { status: number; text?: string; headers?: Record<string, string> };

function refusalOf({ method = "", url = "", headers }: IncomingMessage): Refusal | null {
  if (!METHODS.includes(method)) return methodNotAllowed(METHODS);
  if (method === "OPTIONS" && url === "*") return { status: 204, headers: allow(METHODS) };
  const target = originForm(url);
  const path = target.split("?", 1)[0] ?? "";
  if (!target.startsWith("/") || NUL.test(target) || !isDecodable(path))
    return { status: 400, text: "This address is malformed.\n" };
  if (WRITABLE_PATH.test(path) && WRITABLE_PATH.test(resolvedPath(target))) return null;
  if (!PAGE_METHODS.includes(method)) return methodNotAllowed(PAGE_METHODS);
  if (method === "OPTIONS") return { status: 204, headers: allow(PAGE_METHODS) };
  // Browsers ask for it on pages that name no icon.
  if (path === "/favicon.ico") return { status: 307, headers: { location: "/icon.svg", ...ICON_CACHING } };
  const tidy = tidyAddress(target, () => readerLocale(headers));
  // Temporary: browsers cache a permanent redirect forever.
  return tidy ? { status: 307, headers: { location: tidy, vary: "Accept-Language" } } : null;
}

const ICON_CACHING = { "cache-control": "public, max-age=86400" };

/** The language that a client prefers. */
export function readerLocale(headers: IncomingMessage["headers"]): Locale {
  return preferredLocale({ headers: new Headers({ "accept-language": headers["accept-language"] ?? "" }) });
}

const allow = (methods: string[]) => ({ allow: methods.join(", ") });

const methodNotAllowed = (methods: string[]): Refusal => ({
  status: 405,
  text: "Method not allowed.\n",
  headers: allow(methods),
});

/** The path and query of a request target. The host of the absolute form is ignored, as any `Host` header is. */
function originForm(target = ""): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, "").replace(/^(?=$|\?)/, "/");
}

/** The path as `proxy.ts` sees it: without dot segments, so that none leads out of the staff area or the API. */
function resolvedPath(target: string): string {
  return new URL(`http://localhost${target}`).pathname;
}

/** Next redirects `RSC: 1` to another address, and shared caches would keep that redirect for an embed. Embeds have no client-side navigation. */
function removeRouterHeader(request: IncomingMessage) {
  if (EMBED_PATH.test(request.url ?? "")) delete request.headers.rsc;
}

/** Next drops the `Content-Length` of route handlers, without which some messengers show no preview. They send it under this name, too. */
function keepContentLength(response: ServerResponse) {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    name.toLowerCase() === LENGTH_HEADER
      ? setHeader("content-length", String(value))
      : setHeader(name, value);
}
