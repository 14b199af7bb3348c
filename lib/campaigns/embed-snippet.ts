import { withAttribution } from "@/lib/attribution";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath, embedPath } from "@/lib/paths";

/** The channel of a signature from an embed on an unlisted site. */
export const EMBED_CHANNEL = "embed";

/** Returns the host of an embed channel, or null. */
export function hostInChannel(channel: string): string | null {
  return channel.startsWith(`${EMBED_CHANNEL}:`) ? channel.slice(EMBED_CHANNEL.length + 1) : null;
}

/** From this width on, text and form are side by side. Keep in step with `app/_styles/embedding.css`. */
const SIDE_BY_SIDE_FROM_PX = 720;

/** Estimates the height of an embed, reserved until the embed reports its own. Keep in step with `public/embed.js`. */
export function reservedHeight(width: number): number {
  if (width >= SIDE_BY_SIDE_FROM_PX) return 660;
  return width >= 480 ? 1000 : 1110;
}

type Snippet = { site: string; locale: Locale; slug: string; text: string };

/** Returns the HTML that a partner pastes: a plain link, and the script that replaces it with the embed. `site` is our origin. */
export function embedSnippet({ site, locale, slug, text }: Snippet): string {
  const link = site + withAttribution(campaignPath(locale, slug), { channel: EMBED_CHANNEL });
  return [
    `<p><a href="${escaped(link)}">${escaped(text)}</a></p>`,
    `<script src="${escaped(site)}/embed.js" async data-campaign="${escaped(slug)}" data-locale="${locale}"></script>`,
  ].join("\n");
}

type EmbedHtml = Snippet & { page: string; query: string; width: number; height: number };

/**
 * Returns the HTML for oEmbed, without a script: a link in a blockquote, then an iframe. WordPress keeps exactly these two. It
 * shows the link first, and replaces it once the iframe has reported its height.
 */
export function embedHtml({ site, locale, slug, text, page, query, width, height }: EmbedHtml): string {
  const source = `${site}${embedPath(locale, slug)}?${query}`;
  return [
    `<blockquote><a href="${escaped(page)}">${escaped(text)}</a></blockquote>`,
    `<iframe src="${escaped(source)}" width="${width}" height="${height}" title="${escaped(text)}" frameborder="0" marginwidth="0" marginheight="0" loading="lazy" allow="clipboard-write; web-share" style="max-width:100%"></iframe>`,
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
