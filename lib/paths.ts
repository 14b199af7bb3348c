/*
 * The addresses of our pages, as paths without origin. Imports nothing that browsers may not load.
 * `lib/attribution.ts` writes the queries `?from=`, `?via=` and `?channel=` that may follow.
 */

/** A campaign's page; with `page`, one that belongs to it: `sign`, `inbox` or `thanks`. */
export function campaignPath(locale: string, slug: string, page?: "sign" | "inbox" | "thanks"): string {
  return below(`/${locale}/campaigns/${slug}`, page);
}

/** The campaign as it is shown in a frame on a partner's page. */
export function embedPath(locale: string, slug: string): string {
  return `/${locale}/embed/${slug}`;
}

export function articlePath(locale: string, slug: string): string {
  return `/${locale}/articles/${slug}`;
}

export function topicPath(locale: string, topic: string): string {
  return `/${locale}/topics/${topic}`;
}

/** The feed of all articles and campaigns in a language, or that of one topic. */
export function feedPath(locale: string, format: "xml" | "json", topic?: string): string {
  return `${topic ? topicPath(locale, topic) : `/${locale}`}/feed.${format}`;
}

/** A share link. `page` is what belongs to it: `ripple`, `qr.png` or `qr.svg`. */
export function shareLinkPath(code: string, page?: "ripple" | "qr.png" | "qr.svg"): string {
  return below(`/s/${code}`, page);
}

/** A page for sharing that works without scripts. */
export function passOnPath(locale: string, code: string): string {
  return `/${locale}/pass-on/${code}`;
}

/** The public API of a campaign, or of a resource below it. */
export function campaignApiPath(slug: string, resource?: "count" | "signatures"): string {
  return below(`/api/v1/campaigns/${slug}`, resource);
}

/** A page of the staff area that belongs to no campaign and no article: `mail`, `people`, `sign-in/again`. */
export function staffAreaPath(locale: string, page?: string): string {
  return below(`/${locale}/staff`, page);
}

/** The dashboard of a campaign; with `page`, one of its other pages: `edit`, `signatures`, `sharing/abc123`. */
export function staffCampaignPath(locale: string, slug: string, page?: string): string {
  return below(`/${locale}/staff/campaigns/${slug}`, page);
}

/** The editor of an article; with `page`, one of its other pages: `preview`, `history`. */
export function staffArticlePath(locale: string, id: string, page?: string): string {
  return below(`/${locale}/staff/articles/${id}`, page);
}

function below(path: string, page?: string): string {
  return page ? `${path}/${page}` : path;
}
