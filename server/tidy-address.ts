const PAGE = /^\/([a-z]{2})\/(articles|campaigns|topics)\/([^/]+)\/?$/i;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** What surrounds a copied address: a full stop, quotes, brackets, spaces. */
const SURROUNDING = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * Returns the address that a mistyped or badly copied one means, with its query: in lower case and without punctuation
 * around the slug. `target` is a path and query that can be decoded. Null if there is nothing to correct. The address need not exist.
 */
export function tidyAddress(target: string): string | null {
  const [path = "", ...query] = target.split("?");
  const [, locale, kind, segment] = PAGE.exec(path) ?? [];
  if (!locale || !kind || !segment) return null;
  const slug = decodeURIComponent(segment).toLowerCase().replace(SURROUNDING, "");
  const tidy = `/${locale.toLowerCase()}/${kind.toLowerCase()}/${slug}`;
  if (!SLUG.test(slug) || tidy === path.replace(/\/$/, "")) return null;
  return [tidy, ...query].join("?");
}
