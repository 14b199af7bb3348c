import type { Channel } from "./channels";

/** What goes along with a link: the message for messengers and networks; subject and text for an e-mail. The link follows. */
export type ShareMessage = { message: string; subject: string; body: string };

type Passed = { link: string; words: ShareMessage };

/** The address that opens each channel with the message and the link laid in, ready to be sent. */
const INTENTS = {
  whatsapp: ({ link, words }: Passed) => withQuery("https://wa.me/", { text: `${words.message}\n${link}` }),
  telegram: ({ link, words }: Passed) =>
    withQuery("https://t.me/share/url", { url: link, text: words.message }),
  // Lines of a mail end with CR LF (RFC 6068, 5).
  email: ({ link, words }: Passed) =>
    withQuery("mailto:", {
      subject: words.subject,
      body: `${words.body}\n\n${link}\n`.replaceAll("\n", "\r\n"),
    }),
  // "?&": with this, and with nothing else, both iOS and Android lay the text in.
  sms: ({ link, words }: Passed) => withQuery("sms:?&", { body: `${words.message}\n${link}` }, ""),
  bluesky: ({ link, words }: Passed) =>
    withQuery("https://bsky.app/intent/compose", {
      text: `${fitToNetwork(words.message, { network: "bluesky", link })}\n${link}`,
    }),
  x: ({ link, words }: Passed) =>
    withQuery("https://x.com/intent/post", {
      text: fitToNetwork(words.message, { network: "x", link }),
      url: link,
    }),
  // It takes no text: what appears is the page's card.
  facebook: ({ link }: Passed) => withQuery("https://www.facebook.com/sharer/sharer.php", { u: link }),
} satisfies Partial<Record<Channel, (passed: Passed) => string>>;

/** A channel that opens by an address of its own. */
export type IntentChannel = keyof typeof INTENTS;

/** Where a press on a channel leads: its own page or program, with words and link in it. */
export function shareIntent(channel: IntentChannel, passed: Passed): string {
  return INTENTS[channel](passed);
}

/** The same for Mastodon, which lives on many servers. `server` has passed `mastodonServer`. */
export function mastodonIntent(server: string, { link, words }: Passed): string {
  const text = `${fitToNetwork(words.message, { network: "mastodon", link })}\n${link}`;
  return withQuery(`https://${server}/share`, { text });
}

/** Percent-encoded throughout: mail programs do not read "+" as a space. */
function withQuery(address: string, query: Record<string, string>, before = "?"): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}${before}${pairs.join("&")}`;
}

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** The server in what somebody typed (`mastodon.social`, `@ana@mastodon.social`, an address), or null if that is none. */
export function parseMastodonServer(typed: string): string | null {
  const bare = typed.trim().replace(/^https?:\/\//i, "");
  const host = bare.split(/[/?#]/, 1)[0]?.split("@").at(-1) ?? "";
  if (!URL.canParse(`https://${host}`)) return null;
  // Letters beyond ASCII come out of it as browsers look them up.
  const { hostname, port } = new URL(`https://${host}`);
  return port === "" && hostname.length <= 253 && HOST.test(hostname) ? hostname : null;
}

/** Networks that cut a post: how long it may be, and what a link costs there (its own length where none is given). */
export const NETWORKS = {
  x: { longest: 280, linkCosts: 23 },
  bluesky: { longest: 300, linkCosts: null },
  mastodon: { longest: 500, linkCosts: 23 },
} as const;

export type Network = keyof typeof NETWORKS;

/** How much of a post is left to the message beside the link and what parts the two. */
export function charactersLeft(network: Network, link: string): number {
  const { longest, linkCosts } = NETWORKS[network];
  return longest - (linkCosts ?? link.length) - 1;
}

/** How long a message is as the network counts. */
export function lengthOnNetwork(network: Network, message: string): number {
  return splitGraphemes(message).reduce((sum, grapheme) => sum + graphemeWeight(network, grapheme), 0);
}

const CUT = "…";

/** The message as it goes into a post: cut where the network would refuse it. */
export function fitToNetwork(message: string, { network, link }: { network: Network; link: string }): string {
  const room = charactersLeft(network, link);
  if (lengthOnNetwork(network, message) <= room) return message;
  let length = graphemeWeight(network, CUT);
  const kept = splitGraphemes(message).filter((grapheme) => {
    length += graphemeWeight(network, grapheme);
    return length <= room;
  });
  return kept.join("").trimEnd() + CUT;
}

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** X counts a picture as two, and so each letter of a script that says much with few. */
function graphemeWeight(network: Network, grapheme: string): number {
  if (network !== "x") return 1;
  if (PICTURE.test(grapheme)) return 2;
  return [...grapheme].reduce((sum, letter) => sum + (isLight(letter.codePointAt(0) ?? 0) ? 1 : 2), 0);
}

const LIGHT: [from: number, to: number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

function isLight(letter: number): boolean {
  return LIGHT.some(([from, to]) => letter >= from && letter <= to);
}

/** What a reader takes for one letter. Older browsers know of code points only, and may cut inside a picture. */
function splitGraphemes(text: string): string[] {
  if (!("Segmenter" in Intl)) return [...text];
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}
