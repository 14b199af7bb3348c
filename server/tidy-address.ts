import { isLocale, type Locale } from "@/lib/i18n/locales";

const PAGE = /^(?:\/([a-z]{2}))?\/(articles|campaigns|topics|embed)\/([^/]+)\/?$/i;
const FRONT_PAGE = /^\/([a-z]{2})\/?$/i;
/** A share link whose first letter a phone has capitalised. Its code is read in any case. */
const CAPITAL_LINK = /^\/S(?=\/.)/;
/** A longer segment is no copied slug. What surrounds it is found in quadratic time. */
const MAX_SEGMENT_LENGTH = 200;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** What surrounds a copied address: a full stop, quotes, brackets, spaces. */
const SURROUNDING = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * Returns the address that a mistyped or badly copied one means, with its query: in lower case, without punctuation around the
 * slug, and with the language that `reader` returns if it has none. `target` is a path and query that can be decoded. Null if there
 * is nothing to correct. The address need not exist.
 */
export function tidyAddress(target: string, reader: () => Locale): string | null {
  const [path = "", ...query] = target.split("?");
  const tidy = tidyPath(path, reader);
  return tidy === null || tidy === path.replace(/\/$/, "") ? null : [tidy, ...query].join("?");
}

function tidyPath(path: string, reader: () => Locale): string | null {
  if (CAPITAL_LINK.test(path)) return path.replace(CAPITAL_LINK, "/s");
  const front = FRONT_PAGE.exec(path)?.[1]?.toLowerCase() ?? "";
  if (isLocale(front)) return `/${front}`;
  const [, locale, kind, segment] = PAGE.exec(path) ?? [];
  if (!kind || !segment) return null;
  const typed = decodeURIComponent(segment);
  if (typed.length > MAX_SEGMENT_LENGTH) return null;
  const slug = typed.toLowerCase().replace(SURROUNDING, "");
  return SLUG.test(slug) ? `/${locale?.toLowerCase() ?? reader()}/${kind.toLowerCase()}/${slug}` : null;
}

/** Whether a path has no malformed escape. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
