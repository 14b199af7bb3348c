/*
 * The paths of our pages, without the site's origin. Browsers load this file, so it imports no server code.
 * `lib/attribution.ts` adds `?from=`, `?via=` and `?channel=`.
 */

/** A campaign's page, or with `page` one of its sub-pages. */
export function campaignPath(locale: string, slug: string, page?: "sign" | "inbox" | "thanks"): string {
  return below(`/${locale}/campaigns/${slug}`, page);
}

/** The embed of a campaign. */
export function embedPath(locale: string, slug: string): string {
  return `/${locale}/embed/${slug}`;
}

export function articlePath(locale: string, slug: string): string {
  return `/${locale}/articles/${slug}`;
}

export function topicPath(locale: string, topic: string): string {
  return `/${locale}/topics/${topic}`;
}

/** The feed of all articles and campaigns in a language, or of one topic. */
export function feedPath(locale: string, format: "xml" | "json", topic?: string): string {
  return `${topic ? topicPath(locale, topic) : `/${locale}`}/feed.${format}`;
}

/** A share link, or with `page` its ripple page or QR code. */
export function shareLinkPath(code: string, page?: "ripple" | "qr.png" | "qr.svg"): string {
  return below(`/s/${code}`, page);
}

/** The page for sharing without JavaScript. */
export function passOnPath(locale: string, code: string): string {
  return `/${locale}/pass-on/${code}`;
}

/** A campaign in the public API, or a resource below it. */
export function campaignApiPath(slug: string, resource?: "count" | "signatures"): string {
  return below(`/api/v1/campaigns/${slug}`, resource);
}

/** A page of the staff area outside campaigns and articles: `mail`, `people`, `sign-in/again`. */
export function staffAreaPath(locale: string, page?: string): string {
  return below(`/${locale}/staff`, page);
}

/** The dashboard of a campaign, or with `page` one of its other staff pages: `edit`, `signatures`, `sharing/abc123`. */
export function staffCampaignPath(locale: string, slug: string, page?: string): string {
  return below(`/${locale}/staff/campaigns/${slug}`, page);
}

/** The editor of an article, or with `page` one of its other staff pages: `preview`, `history`. */
export function staffArticlePath(locale: string, id: string, page?: string): string {
  return below(`/${locale}/staff/articles/${id}`, page);
}

function below(path: string, page?: string): string {
  return page ? `${path}/${page}` : path;
}
