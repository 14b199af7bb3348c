import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { parse } from "node-html-parser";
import { describe, expect, test } from "vitest";
import { frameAncestors, parseOrigin } from "@/lib/campaigns/embed-origin";
import { EMBED_THEMES, embedHtml, embedSnippet, hostInChannel } from "@/lib/campaigns/embed-snippet";
import { LOCALES } from "@/lib/i18n/locales";
import { signInput } from "@/lib/signatures/sign-input";
import { wordPressOrigin } from "@/server/api/wordpress-site";

const originOf = (text: string) => {
  const read = parseOrigin(text);
  return read.ok ? read.origin : read.fault;
};

describe("parsing a site", () => {
  test.each([
    ["https://www.partner.example", "https://www.partner.example"],
    ["  https://www.Partner.Example/a/page?with=query#part ", "https://www.partner.example"],
    ["partner.example/news", "https://partner.example"],
    ["https://partner.example:8443/", "https://partner.example:8443"],
    ["https://partner.example:443", "https://partner.example"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["https://ПРИМЕР.рф", "https://xn--e1afmkfd.xn--p1ai"],
    ["http://localhost:4000/x", "http://localhost:4000"],
    ["http://pia.localhost:4000", "http://pia.localhost:4000"],
    ["http://127.0.0.1:4000", "http://127.0.0.1:4000"],
  ])("%s is %s", (typed, origin) => expect(originOf(typed)).toBe(origin));

  test.each([
    ["", "none"],
    ["   ", "none"],
    ["https://*.partner.example", "wildcard"],
    ["*", "wildcard"],
    ["not a site", "notAnAddress"],
    ["https://", "notAnAddress"],
    ["http://partner.example", "notHttps"],
    ["ftp://partner.example", "notHttps"],
    ["javascript://partner.example/%0aalert(1)", "notHttps"],
    ["data:text/html,x", "notAnAddress"],
    ["https://user:secret@partner.example", "withPassword"],
    ["https://partner", "notAHost"],
    ["https://192.168.0.1", "notAHost"],
    ["https://[::1]", "notAHost"],
    ["https://partner_with.example_", "notAHost"],
    ["https://partner.example;script-src *", "wildcard"],
    ["https://partner.example; script-src x", "notAnAddress"],
    ["https://partner.example,other.example", "notAHost"],
    ["https://partner.example'", "notAHost"],
  ])("%j is refused: %s", (typed, fault) => expect(originOf(typed)).toBe(fault));

  test("an empty list allows no site", () => {
    expect(frameAncestors([])).toBe("'none'");
    expect(frameAncestors(["https://a.example", "https://b.example"])).toBe(
      "https://a.example https://b.example",
    );
  });
});

describe("the channel of a signature", () => {
  const channelOf = (channel: string) =>
    signInput.parse({ name: "Ada", email: "ada@example.org", channel }).channel;

  test.each([
    ["whatsapp", "whatsapp"],
    ["embed", "embed"],
    ["embed:www.partner-2.example", "embed:www.partner-2.example"],
    ["EMBED:Partner.Example", "embed:partner.example"],
    ["embed:localhost", "embed:localhost"],
    ["embed:", "embed"],
    ["embed:not a host", "embed"],
    ["embed:<script>", "embed"],
    [`embed:${"a".repeat(60)}.${"b".repeat(20)}.example`, "embed"],
    ["other:partner.example", undefined],
    ["<b>", undefined],
  ])("%s is stored as %s", (sent, kept) => expect(channelOf(sent)).toBe(kept));

  test("contains the host of an embed", () => {
    expect(hostInChannel("embed:partner.example")).toBe("partner.example");
    expect(hostInChannel("embed")).toBeNull();
    expect(hostInChannel("embedded")).toBeNull();
  });
});

describe("the embed snippet", () => {
  const hostile = `"><script>alert(1)</script>' & co`;
  const asked = {
    site: "https://ours.example",
    locale: "en",
    slug: "library-cards",
    text: hostile,
  } as const;

  test("is a plain link and one script, and escapes the title", () => {
    const html = parse(embedSnippet(asked));
    expect(html.querySelectorAll("script")).toHaveLength(1);
    expect(html.querySelector("script")?.attributes).toEqual({
      src: "https://ours.example/embed.js",
      async: "",
      "data-campaign": "library-cards",
      "data-locale": "en",
    });
    const link = html.querySelector("a");
    expect(link?.text).toBe(hostile);
    expect(link?.getAttribute("href")).toBe("https://ours.example/en/campaigns/library-cards?channel=embed");
  });

  test("the snippet for oEmbed is a link in a blockquote and an iframe, which WordPress keeps", () => {
    const html = embedHtml({
      ...asked,
      page: "https://ours.example/p?a=1&b=2",
      linkText: "An article",
      query: "channel=embed&via=x",
      width: 300,
      height: 900,
    });
    // The markup that `wp_filter_oembed_result()` expects.
    const [, quote, frame] = /^(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)$/ms.exec(html) ?? [];
    const link = parse(quote ?? "").querySelector("a");
    expect(link?.getAttribute("href")).toBe("https://ours.example/p?a=1&b=2");
    expect(link?.text).toBe("An article");
    expect(parse(frame ?? "").querySelector("iframe")?.attributes).toMatchObject({
      src: "https://ours.example/en/embed/library-cards?channel=embed&via=x",
      width: "300",
      height: "900",
      title: hostile,
    });
    expect(parse(html).querySelector("script")).toBeNull();
  });
});

describe("embed.js", () => {
  const source = readFileSync("public/embed.js", "utf8");

  test("knows all languages and all themes", () => {
    const variable = (name: string) =>
      runInNewContext(`JSON.stringify(${new RegExp(`var ${name} = (.+);`).exec(source)?.[1]})`);
    expect(JSON.parse(variable("LOCALES"))).toEqual(LOCALES);
    expect(Object.keys(JSON.parse(variable("TITLES")))).toEqual(LOCALES);
    expect(JSON.parse(variable("THEMES"))).toEqual(EMBED_THEMES);
  });

  test("uses only ES5, for old browsers", () => {
    const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    expect(code).toContain("embedAll()");
    expect(code).not.toMatch(/=>|^\s*(const|let|class)\s|`|\?\.[a-z]|\?\?/m);
  });
});

describe("the blog that asks for oEmbed", () => {
  test.each([
    ["WordPress/6.7.1; https://blog.example", "https://blog.example"],
    ["WordPress/6.1; https://blog.example/news/", "https://blog.example"],
    ["WordPress/6.7; http://localhost:8080; extra", "http://localhost:8080"],
    ["Mozilla/5.0 (X11; Linux x86_64) WordPress/6.7; https://blog.example", null],
    ["WordPress/6.7; not an address", null],
    ["", null],
    [null, null],
  ])("%j is %s", (userAgent, origin) => expect(wordPressOrigin(userAgent)).toBe(origin));
});
