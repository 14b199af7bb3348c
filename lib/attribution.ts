/*
 * Parses and prints attribution: the query parameters `?from=`, `?via=` and `?channel=`. Browsers load this file, so it
 * imports nothing. It does not validate values; the code that stores them does.
 */

/** `from` names an article, or a call-out in it (`article.1`, `article.end`). `via` is the code of a share link. */
type AttributionQuery = { from?: string | null; via?: string | null; channel?: string | null };

type Attribution = { article?: string; callout?: string; via?: string; channel?: string };

/** The parameters that carry attribution, in the order in which they are printed. */
const ATTRIBUTION_PARAMETERS = ["from", "via", "channel"] as const;

/** Returns the attribution parameters of a query. Omits absent and empty ones. */
export function readAttributionQuery(query: URLSearchParams): {
  from?: string;
  via?: string;
  channel?: string;
} {
  const [from, via, channel] = ATTRIBUTION_PARAMETERS.map((name) => query.get(name) || undefined);
  return { ...(from && { from }), ...(via && { via }), ...(channel && { channel }) };
}

/** Parses a query into an attribution. Omits absent and empty values. */
export function parseAttribution(query: URLSearchParams): Attribution {
  const { from = "", ...rest } = readAttributionQuery(query);
  const [article, callout] = from.split(".");
  return { ...(article && { article }), ...(callout && { callout }), ...rest };
}

/** Returns the value of `?from=` for an article or one of its call-outs. `callout` is its number, or `end` for the one at the end. */
export function fromArticle(article: string, callout?: string | number): string {
  return callout === undefined ? article : `${article}.${callout}`;
}

/** Adds attribution to a path that has neither a query nor a fragment. Omits absent and empty values. */
export function withAttribution(path: string, attribution: AttributionQuery): string {
  const query = new URLSearchParams();
  for (const name of ATTRIBUTION_PARAMETERS) {
    const value = attribution[name];
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Reduces a query to its attribution, in the original order: `?utm_source=x&via=abc` becomes `?via=abc`. */
export function keepAttribution(search: string): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => isAttributionParameter(name));
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : "";
}

function isAttributionParameter(name: string): boolean {
  return ATTRIBUTION_PARAMETERS.some((parameter) => parameter === name);
}
