import type { Locale } from "@/lib/i18n/locales";

/** So many sites may frame a campaign: each stands in a header of every answer. */
export const MOST_ORIGINS = 50;
const LONGEST_HOST = 253;

/** The channel of a signature from a frame on a page that no list names. */
export const EMBED_CHANNEL = "embed";

export type OriginFault = "none" | "wildcard" | "notAnAddress" | "notHttps" | "notAHost" | "withPassword";

/** A name that DNS could answer to, in ASCII as browsers write it: at least two labels, or this machine. */
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const THIS_MACHINE = /^(localhost|([a-z0-9-]+\.)+localhost|127\.0\.0\.1)$/;

/**
 * The origin of whatever staff know of a site: its name, the address of a page, with or without `https://`. Internationalised
 * names become Punycode, as browsers send them. Only HTTPS, since over HTTP anybody on the way is the partner; and no wildcard,
 * since a campaign would be framed by sites that nobody looked at.
 */
export function readOrigin(
  text: string,
): { ok: true; origin: string; host: string } | { ok: false; fault: OriginFault } {
  const typed = text.trim();
  if (!typed) return { ok: false, fault: "none" };
  if (typed.includes("*")) return { ok: false, fault: "wildcard" };
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (typed.length > 2000 || /\s/.test(typed) || !URL.canParse(address))
    return { ok: false, fault: "notAnAddress" };
  const { protocol, origin, hostname, username, password } = new URL(address);
  if (username || password) return { ok: false, fault: "withPassword" };
  const isLocal = THIS_MACHINE.test(hostname);
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return { ok: false, fault: "notHttps" };
  if (!isLocal && !isHost(hostname)) return { ok: false, fault: "notAHost" };
  return { ok: true, origin, host: hostname };
}

/** Whether a text is a host's name as a browser writes it. */
export function isHost(text: string): boolean {
  return text.length <= LONGEST_HOST && (HOST.test(text) || THIS_MACHINE.test(text));
}

/** What the policy of a campaign's box says: its list, and nobody where that is empty. */
export function frameAncestors(origins: readonly string[]): string {
  return origins.length > 0 ? origins.join(" ") : "'none'";
}

/** The channel under which signatures from the pages of a host are counted. */
export function embedChannel(host: string): string {
  return `${EMBED_CHANNEL}:${host}`;
}

/** The host in such a channel, or null. */
export function hostInChannel(channel: string): string | null {
  return channel.startsWith(`${EMBED_CHANNEL}:`) ? channel.slice(EMBED_CHANNEL.length + 1) : null;
}

/** The path of a campaign's box: what stands in the frame. */
export function boxPath({ locale, slug }: { locale: Locale; slug: string }): string {
  return `/${locale}/embed/${slug}`;
}

/** From this width on, words and form stand side by side; `app/_styles/embedding.css` says the same. */
const SIDE_BY_SIDE_FROM_PX = 720;

/** About how high a box will be in so wide a frame: kept free until it has said so itself. `public/embed.js` says the same. */
export function reservedHeight(width: number): number {
  if (width >= SIDE_BY_SIDE_FROM_PX) return 660;
  return width >= 480 ? 1000 : 1110;
}

type Snippet = { site: string; locale: Locale; slug: string; words: string };

/** What a partner pastes: a link that works by itself, and the script that puts the box in its place. `site` is our origin. */
export function embedSnippet({ site, locale, slug, words }: Snippet): string {
  const link = `${site}/${locale}/campaigns/${slug}?channel=${EMBED_CHANNEL}`;
  return [
    `<p><a href="${escaped(link)}">${escaped(words)}</a></p>`,
    `<script src="${escaped(site)}/embed.js" async data-campaign="${escaped(slug)}" data-locale="${locale}"></script>`,
  ].join("\n");
}

type BoxHtml = Snippet & { page: string; query: string; width: number; height: number };

/**
 * The same without a script of ours, for whoever asks by oEmbed. First a link in a blockquote, then the frame: WordPress keeps
 * exactly these, shows the link, and puts the frame in its place once it has told its height.
 */
export function boxHtml({ site, locale, slug, words, page, query, width, height }: BoxHtml): string {
  const source = `${site}${boxPath({ locale, slug })}?${query}`;
  return [
    `<blockquote><a href="${escaped(page)}">${escaped(words)}</a></blockquote>`,
    `<iframe src="${escaped(source)}" width="${width}" height="${height}" title="${escaped(words)}" frameborder="0" marginwidth="0" marginheight="0" loading="lazy" allow="clipboard-write; web-share" style="max-width:100%"></iframe>`,
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
