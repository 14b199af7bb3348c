import type { Channel } from "./channels";

/** The text to share with a link: a message for messengers and networks, subject and body for an email. The link is appended. */
export type ShareMessage = { message: string; subject: string; body: string };

type Share = { link: string; texts: ShareMessage };

/** The URL that opens each channel with the message and the link prefilled. */
const INTENTS = {
  whatsapp: ({ link, texts }: Share) => withQuery("https://wa.me/", { text: `${texts.message}\n${link}` }),
  telegram: ({ link, texts }: Share) =>
    withQuery("https://t.me/share/url", { url: link, text: texts.message }),
  // Line breaks in a mailto body are CR LF (RFC 6068, 5).
  email: ({ link, texts }: Share) =>
    withQuery("mailto:", {
      subject: texts.subject,
      body: `${texts.body}\n\n${link}\n`.replaceAll("\n", "\r\n"),
    }),
  // Only "?&" makes both iOS and Android prefill the text.
  sms: ({ link, texts }: Share) => withQuery("sms:?&", { body: `${texts.message}\n${link}` }, ""),
  bluesky: ({ link, texts }: Share) =>
    withQuery("https://bsky.app/intent/compose", {
      text: `${fitToNetwork(texts.message, { network: "bluesky", link })}\n${link}`,
    }),
  x: ({ link, texts }: Share) =>
    withQuery("https://x.com/intent/post", {
      text: fitToNetwork(texts.message, { network: "x", link }),
      url: link,
    }),
  // Facebook accepts no text; it shows the page's social card.
  facebook: ({ link }: Share) => withQuery("https://www.facebook.com/sharer/sharer.php", { u: link }),
} satisfies Partial<Record<Channel, (share: Share) => string>>;

/** A channel that has a sharing URL. */
export type IntentChannel = keyof typeof INTENTS;

/** Returns the URL that opens a channel with the message and the link prefilled. */
export function shareIntent(channel: IntentChannel, share: Share): string {
  return INTENTS[channel](share);
}

/** Returns the sharing URL of a Mastodon server. `server` must come from `parseMastodonServer`. */
export function mastodonIntent(server: string, { link, texts }: Share): string {
  const text = `${fitToNetwork(texts.message, { network: "mastodon", link })}\n${link}`;
  return withQuery(`https://${server}/share`, { text });
}

/** Percent-encodes spaces, because mail programs do not read "+" as a space. */
function withQuery(address: string, query: Record<string, string>, before = "?"): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}${before}${pairs.join("&")}`;
}

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** Returns the server in a user's input (`mastodon.social`, `@ana@mastodon.social` or a URL), or null if there is none. */
export function parseMastodonServer(typed: string): string | null {
  const bare = typed.trim().replace(/^https?:\/\//i, "");
  const host = bare.split(/[/?#]/, 1)[0]?.split("@").at(-1) ?? "";
  if (!URL.canParse(`https://${host}`)) return null;
  // Converts letters outside ASCII to punycode.
  const { hostname, port } = new URL(`https://${host}`);
  return port === "" && hostname.length <= 253 && HOST.test(hostname) ? hostname : null;
}

/** Networks with a limit on the length of a post, and how many characters a link counts for. Null means its own length. */
const NETWORKS = {
  x: { longest: 280, linkCosts: 23 },
  bluesky: { longest: 300, linkCosts: null },
  mastodon: { longest: 500, linkCosts: 23 },
} as const;

export type Network = keyof typeof NETWORKS;

/** Returns how many characters a message may have beside the link and the separator. */
export function charactersLeft(network: Network, link: string): number {
  const { longest, linkCosts } = NETWORKS[network];
  return longest - (linkCosts ?? link.length) - 1;
}

/** Returns the length of a message as the network counts it. */
export function lengthOnNetwork(network: Network, message: string): number {
  return splitGraphemes(message).reduce((sum, grapheme) => sum + graphemeWeight(network, grapheme), 0);
}

const ELLIPSIS = "…";

/** Cuts a message to the network's limit, with an ellipsis. */
export function fitToNetwork(message: string, { network, link }: { network: Network; link: string }): string {
  const limit = charactersLeft(network, link);
  if (lengthOnNetwork(network, message) <= limit) return message;
  let length = graphemeWeight(network, ELLIPSIS);
  const kept = splitGraphemes(message).filter((grapheme) => {
    length += graphemeWeight(network, grapheme);
    return length <= limit;
  });
  return kept.join("").trimEnd() + ELLIPSIS;
}

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** X counts an emoji as two characters, and each code point outside the `LIGHT` ranges (for example Chinese) as two. */
function graphemeWeight(network: Network, grapheme: string): number {
  if (network !== "x") return 1;
  if (EMOJI.test(grapheme)) return 2;
  return [...grapheme].reduce((sum, letter) => sum + (isLight(letter.codePointAt(0) ?? 0) ? 1 : 2), 0);
}

/** Code points that X counts as one. */
const LIGHT: [from: number, to: number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

function isLight(codePoint: number): boolean {
  return LIGHT.some(([from, to]) => codePoint >= from && codePoint <= to);
}

/** Splits a text into grapheme clusters. Older browsers get code points, which may cut an emoji in two. */
function splitGraphemes(text: string): string[] {
  if (!("Segmenter" in Intl)) return [...text];
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}
