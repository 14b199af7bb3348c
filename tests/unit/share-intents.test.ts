import { describe, expect, test } from "vitest";
import { withChannelMark } from "@/lib/sharing/channels";
import { parseShareAddress } from "@/lib/sharing/share-address";
import {
  charactersLeft,
  fitToNetwork,
  type IntentChannel,
  lengthOnNetwork,
  mastodonIntent,
  parseMastodonServer,
  shareIntent,
} from "@/lib/sharing/share-intents";
import { shareMessage } from "@/lib/sharing/share-texts";

const LINK = "https://petitions.example.org/s/k7wm2xq9d";
const TITLES = [
  "Stand with refugees",
  'Say "yes" to 50 % & more: #WaterForAll? $& +1',
  "«¿Quién paga?» – 👩‍👩‍👧‍👦 🇺🇦 pagan",
  "水をすべての学校に",
  "Two\nlines",
];

/** Extracts the text and the link from each channel's URL. */
const PARTS: Record<IntentChannel, { host: string; text?: string; link?: string }> = {
  whatsapp: { host: "wa.me", text: "text" },
  telegram: { host: "t.me", text: "text", link: "url" },
  email: { host: "", text: "body" },
  sms: { host: "", text: "body" },
  bluesky: { host: "bsky.app", text: "text" },
  x: { host: "x.com", text: "text", link: "url" },
  facebook: { host: "www.facebook.com", link: "u" },
};

/** Parses a query as mail programs do: "+" is a plus. */
function read(address: string): { host: string; query: Record<string, string> } {
  const [before = "", query = ""] = address.split("?", 2);
  const pairs = query.replace(/^&/, "").split("&");
  return {
    host: before.split("/")[2] ?? "",
    query: Object.fromEntries(
      pairs.map((pair) => {
        const [name = "", value = ""] = pair.split("=");
        return [name, decodeURIComponent(value)];
      }),
    ),
  };
}

const messageOf = (title: string) =>
  shareMessage({
    title,
    ours: { message: "Signed “{title}”", subject: "About {title}", body: "Look:\n{title}" },
    written: null,
  });

function isIntent(channel: string): channel is IntentChannel {
  return channel in PARTS;
}

describe.each(Object.keys(PARTS).filter(isIntent))("sharing by %s", (channel) => {
  test.each(TITLES)("carries the complete text and the link with its channel: %s", (title) => {
    const message = messageOf(title);
    const link = withChannelMark(LINK, channel);
    const { host, query } = read(shareIntent(channel, { link, texts: message }));
    const parts = PARTS[channel];
    expect(host).toBe(parts.host);
    const text = (parts.text && query[parts.text]) || "";
    const sharedLink = parts.link ? query[parts.link] : text.trim().split(/\s/).at(-1);
    expect(sharedLink).toBe(link);
    expect(parseShareAddress(sharedLink?.split("/").at(-1) ?? "")).toEqual({ code: "k7wm2xq9d", channel });
    if (channel === "email") {
      expect(text.replaceAll("\r\n", "\n")).toContain(message.body);
      expect(text).not.toMatch(/[^\r]\n/);
      expect(query.subject).toBe(message.subject);
    } else if (parts.text) expect(text).toContain(message.message);
  });
});

test("a post on Mastodon goes to the signer's own server", () => {
  const link = withChannelMark(LINK, "mastodon");
  const { host, query } = read(mastodonIntent("mastodon.social", { link, texts: messageOf("A & B #c") }));
  expect([host, query.text]).toEqual(["mastodon.social", `Signed “A & B #c”\n${link}`]);
});

test.each([
  ["mastodon.social", "mastodon.social"],
  [" https://Mastodon.Social/about ", "mastodon.social"],
  ["@ana@social.example.org", "social.example.org"],
  ["ana@social.example.org", "social.example.org"],
  ["bücher.example", "xn--bcher-kva.example"],
])("the server is parsed from %s", (typed, server) => {
  expect(parseMastodonServer(typed)).toBe(server);
});

test.each([
  "",
  "mastodon",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "2130706433",
  "mastodon.social:8443",
  "javascript:alert(1)",
  "a b.example",
  "-.example",
  `${"a".repeat(64)}.example`,
])("%j is not a server", (typed) => {
  expect(parseMastodonServer(typed)).toBeNull();
});

test("keeps a message that fits the network and cuts a longer one to the exact limit", () => {
  for (const network of ["x", "bluesky", "mastodon"] as const) {
    const link = withChannelMark(LINK, network);
    const limit = charactersLeft(network, link);
    const exact = "a".repeat(limit);
    expect(fitToNetwork(exact, { network, link })).toBe(exact);
    const cut = fitToNetwork(`${exact}b`, { network, link });
    expect(cut.endsWith("a…")).toBe(true);
    expect(lengthOnNetwork(network, cut)).toBe(limit);
  }
});

test("never splits an emoji of several code points, and counts it as two on X", () => {
  const family = "👩‍👩‍👧‍👦";
  expect(lengthOnNetwork("x", family)).toBe(2);
  expect(lengthOnNetwork("bluesky", family)).toBe(1);
  expect(lengthOnNetwork("x", "水")).toBe(2);
  const cut = fitToNetwork(family.repeat(400), { network: "bluesky", link: LINK });
  expect(cut.replaceAll(family, "")).toBe("…");
});
