import { isbot } from "isbot";
import { parseAttribution } from "@/lib/attribution";
import { LOCALES, localeOrDefault } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { LEGAL_PAGE_PATHS } from "@/lib/legal/legal-text";
import { parseShareAddress } from "@/lib/sharing/share-address";

/** A public address that may be answered from memory. */
export type CachedRoute = {
  /** The path, with the only query parameter that the answer depends on, if any. Identifies the answer. */
  target: string;
  /**
   * `page`, `data` and `file` are kept. `image` only if it is the one that never changes under its address. `preview` is never kept: the
   * page with the tags of one of any number of share links.
   */
  kind: "page" | "data" | "file" | "image" | "preview";
};

type Requested = { url: string; userAgent: string | undefined };

const LOCALE = LOCALES.join("|");
const PAGE = new RegExp(
  `^/(?:${LOCALE})(?:/(?:articles|campaigns|topics|embed)/([^/]+)|/(?:${LEGAL_PAGE_PATHS}))?$`,
);
const SHARED_PAGE = new RegExp(`^/(?:${LOCALE})/(?:articles|campaigns)/`);
const FEED = new RegExp(`^/(?:${LOCALE})(?:/topics/([^/]+))?/feed\\.(?:xml|json)$`);
const COUNT = /^\/api\/v1\/campaigns\/([^/]+)\/count$/;
/** Their language is in the query. */
const IN_LANGUAGE = /^\/(?:feed\.(?:xml|json)|api\/v1\/campaigns\/([^/]+))$/;
const IMAGE = /^\/media\/(?:cards\/[a-z]{2}\/[a-z]+\/[a-z0-9-]+\/[a-z0-9-]+\.jpg|[0-9a-f-]{36}\.webp)$/;
const FILES = new Set(["/sitemap.xml", "/robots.txt"]);

/** Parameters that select another page: what Next's router fetches, and the staff's preview of an embed. */
const NOT_PUBLIC = ["_rsc", "preview"];

/**
 * Returns the cached route of a request, or null if the request is none of the cache's business. This is an allowlist: every
 * other part of the request is unknown to what is kept, so nobody can put something of theirs into it.
 */
export function findCachedRoute({ url, userAgent }: Requested): CachedRoute | null {
  const [path, query] = splitTarget(url);
  const kind = kindOf(path);
  if (!kind) return null;
  if (query === undefined) return { target: inLanguage(path, undefined), kind };
  const parameters = new URLSearchParams(query);
  if (NOT_PUBLIC.some((name) => parameters.has(name))) return null;
  const link = kind === "page" && SHARED_PAGE.test(path) ? sharedBy(parameters, userAgent) : null;
  return link
    ? { target: `${path}/shared/${link}`, kind: "preview" }
    : { target: inLanguage(path, parameters), kind };
}

/** Whether a path, without a query, is that of a public page. */
export function isPublicPage(path: string): boolean {
  return kindOf(path) === "page";
}

function splitTarget(url: string): [path: string, query?: string] {
  const at = url.indexOf("?");
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

function kindOf(path: string): CachedRoute["kind"] | null {
  const page = PAGE.exec(path);
  if (page) return isSlugOrNone(page[1]) ? "page" : null;
  const data = COUNT.exec(path) ?? IN_LANGUAGE.exec(path) ?? FEED.exec(path);
  if (data) return isSlugOrNone(data[1]) ? "data" : null;
  if (FILES.has(path)) return "file";
  return IMAGE.test(path) ? "image" : null;
}

const isSlugOrNone = (slug: string | undefined) => slug === undefined || isSlug(slug);

/** The target of an answer whose language is in the query, else the path. */
function inLanguage(path: string, parameters: URLSearchParams | undefined): string {
  return IN_LANGUAGE.test(path) ? `${path}?locale=${localeOrDefault(parameters?.get("locale"))}` : path;
}

/** The code of the share link whose tags a messenger's bot asks for. People get the page itself. */
function sharedBy(parameters: URLSearchParams, userAgent: string | undefined): string | null {
  const code = parseShareAddress(parseAttribution(parameters).via ?? "")?.code;
  return code && isbot(userAgent) ? code : null;
}
