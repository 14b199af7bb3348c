/*
 * The paths of our pages, without the site's origin. Browsers load this file, so it imports no server code.
 * `lib/attribution.ts` adds `?from=`, `?via=` and `?channel=`.
 */

/** A campaign's page, or with `page` one of its sub-pages. */
export function campaignPath(locale: string, slug: string, page?: "proof" | "sign" | "thanks"): string {
  return below(`/${locale}/campaigns/${slug}`, page);
}

/**
 * The page after confirming. Its fragment marks the browser that confirmed: only there, scripts store that its reader has signed.
 * `PublicAddress` then removes it from the address bar, so that signers share the address without it.
 */
export function thanksPath(locale: string, slug: string, shareCode: string): string {
  return `${campaignPath(locale, slug, "thanks")}?share=${shareCode}${CONFIRMED_FRAGMENT}`;
}

export const CONFIRMED_FRAGMENT = "#confirmed";

/** The embed of a campaign. */
export function embedPath(locale: string, slug: string): string {
  return `/${locale}/embed/${slug}`;
}

/** An address without a page, at which Next answers with the 404 page. Nobody sees it in the address bar. */
export function notFoundPath(locale: string): string {
  return `/${locale}/missing`;
}

export function isNotFoundPath(path: string): boolean {
  return /^\/[a-z]{2}\/missing$/.test(path);
}

export function articlePath(locale: string, slug: string): string {
  return `/${locale}/articles/${slug}`;
}

/** The page that a share link leads to: the article, or else the campaign. Null without either. */
export function sharedPagePath(
  locale: string,
  { article, campaign }: { article?: string | null; campaign?: string | null },
): string | null {
  if (article) return articlePath(locale, article);
  return campaign ? campaignPath(locale, campaign) : null;
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

/** The page of a confirmation link. */
export function confirmPath(locale: string, token: string): string {
  return `/${locale}/confirm/${encodeURIComponent(token)}`;
}

/** The page for choosing which mails to get. */
export function mailChoicesPath(locale: string, token: string): string {
  return `/${locale}/mail/${encodeURIComponent(token)}`;
}

/** A legal page. */
export function legalPath(
  locale: string,
  page: "privacy" | "imprint" | "accessibility" | "contact" | "about",
): string {
  return `/${locale}/${page}`;
}

/** The page of a receipt. Its token opens this receipt only, and changes nothing. */
export function receiptPath(locale: string, token: string): string {
  return `/${locale}/receipts/${encodeURIComponent(token)}`;
}

/** The page on which anyone can check a receipt. */
export function checkReceiptPath(locale: string): string {
  return `/${locale}/receipts/verify`;
}

/** The page with one's own signatures, which a link in a mail opens, or without a token the page that asks for such a link. */
export function mePath(locale: string, token?: string): string {
  return below(`/${locale}/me`, token && encodeURIComponent(token));
}

/** The page on which a new address is confirmed. */
export function addressChangePath(locale: string, token: string): string {
  return `/${locale}/me/address/${encodeURIComponent(token)}`;
}

/** The API of one's own signatures: `me`, or a resource below it. */
export function meApiPath(resource?: string): string {
  return below("/api/v1/me", resource);
}

/** "Check your inbox", outside any campaign. */
export function checkInboxPath(locale: string): string {
  return `/${locale}/check-inbox`;
}

/** The page that asks for the code and shows what it confirms, without JavaScript. `article` is what the signer was reading. */
export function codePagePath({
  locale,
  campaign,
  article,
}: {
  locale: string;
  campaign: string;
  article?: string;
}): string {
  return `/api/v1/confirmations/attempt?${new URLSearchParams({ campaign, locale, ...(article && { from: article }) })}`;
}

/** The public API that counts the readers of an article. */
export function articleViewsApiPath(locale: string, slug: string): string {
  return `/api/v1/articles/${slug}/views?locale=${locale}`;
}

/** A campaign in the public API, or a resource below it. */
export function campaignApiPath(slug: string, resource?: "count" | "proof" | "signatures"): string {
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

/** The page that asks for a new sign-in and then returns to `back`, a path without its locale. */
export function signInAgainPath(locale: string, back: string): string {
  return `${staffAreaPath(locale, "sign-in/again")}?back=${encodeURIComponent(back)}`;
}

/** A path without its locale: `/staff/people` of `/es/staff/people`. */
export function withoutLocale(path: string): string {
  return path.replace(/^\/[^/?#]+/, "");
}

function below(path: string, page?: string): string {
  return page ? `${path}/${page}` : path;
}
