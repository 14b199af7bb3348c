import { withAttribution } from "@/lib/attribution";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath, embedPath } from "@/lib/paths";

/** The channel of a signature from an embed on an unlisted site. */
export const EMBED_CHANNEL = "embed";

/** Returns the host of an embed channel, or null. */
export function hostInChannel(channel: string): string | null {
  return channel.startsWith(`${EMBED_CHANNEL}:`) ? channel.slice(EMBED_CHANNEL.length + 1) : null;
}

/** The colours of an embed. `auto` follows the reader's device. Keep in step with `public/embed.js`. */
export const EMBED_THEMES = ["light", "dark", "auto"] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];
/** The query parameter for the colours of an embed. Without it an embed is light, as most sites are. */
export const THEME_PARAMETER = "theme";

export function isEmbedTheme(text: string | null): text is EmbedTheme {
  return EMBED_THEMES.some((theme) => theme === text);
}

/**
 * The height in an oEmbed response. Few sites ever change it. A higher frame would leave more empty space where it is refused;
 * a lower one would not show the petition with its button. What does not fit scrolls.
 */
export const OEMBED_HEIGHT_PX = 540;

type Snippet = { site: string; locale: Locale; slug: string; text: string };

/** Returns the HTML that a partner pastes: a plain link, and the script that replaces it with the embed. `site` is our origin. */
export function embedSnippet({ site, locale, slug, text }: Snippet): string {
  const link = site + withAttribution(campaignPath(locale, slug), { channel: EMBED_CHANNEL });
  return [
    `<p><a href="${escaped(link)}">${escaped(text)}</a></p>`,
    `<script src="${escaped(site)}/embed.js" async data-campaign="${escaped(slug)}" data-locale="${locale}"></script>`,
  ].join("\n");
}

type EmbedHtml = Snippet & {
  /** The address and the text of the link. */
  page: string;
  linkText: string;
  query: string;
  width: number;
  height: number;
};

/**
 * Returns the HTML for oEmbed, without a script: a link in a blockquote, then an iframe, whose title is `text`. WordPress
 * keeps exactly these two. It shows the link first, and replaces it once the iframe has reported its height.
 */
export function embedHtml(embed: EmbedHtml): string {
  const { site, locale, slug, text, page, linkText, query, width, height } = embed;
  const source = `${site}${embedPath(locale, slug)}?${query}`;
  return [
    `<blockquote><a href="${escaped(page)}">${escaped(linkText)}</a></blockquote>`,
    `<iframe src="${escaped(source)}" width="${width}" height="${height}" title="${escaped(text)}" frameborder="0" marginwidth="0" marginheight="0" loading="lazy" allow="clipboard-write; web-share" style="display:block;max-width:100%;margin:1.5em 0"></iframe>`,
  ].join("");
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
