import { describe, expect, test, vi } from "vitest";
import { getVisitor } from "@/app/_http/visitor";
import { maskVisitor, oldestKeptDay, visitorKey } from "@/lib/sharing/visitor-key";

const BROWSER =
  "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";

function aRequest(headers: Record<string, string> = {}) {
  return {
    headers: new Headers({ "user-agent": BROWSER, "x-forwarded-for": "10.0.0.1, 192.0.2.7", ...headers }),
  };
}

describe("a visitor of a share link", () => {
  test("is identified by the trusted proxy's address and the user agent, not by forged headers", () => {
    const mo = getVisitor(aRequest());
    expect(mo).toEqual({ address: "192.0.2.7", agent: BROWSER });
    expect(getVisitor(aRequest({ "x-forwarded-for": "203.0.113.9, 192.0.2.7" }))).toEqual(mo);
    expect(getVisitor(aRequest({ "x-forwarded-for": "192.0.2.8" }))).not.toEqual(mo);
    expect(getVisitor(aRequest({ "user-agent": `${BROWSER} Edg/130` }))).not.toEqual(mo);
  });

  test("is one visitor for all addresses of an IPv6 network", () => {
    const from = (address: string) => getVisitor(aRequest({ "x-forwarded-for": address }))?.address;
    expect(from("2001:db8:1:2:aaaa::1")).toBe(from("2001:db8:1:2:bbbb::2"));
    expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"));
    expect(from("::ffff:192.0.2.7")).toBe("192.0.2.7");
    expect(from("nonsense")).toBe("nonsense");
  });

  test.each([
    [0, ""],
    [1, "192.0.2.7"],
    [2, "10.0.0.1"],
    [3, ""],
  ])("has the address that the outermost of %i trusted proxies reports", async (hops, address) => {
    vi.stubEnv("TRUSTED_PROXY_HOPS", String(hops));
    vi.resetModules();
    const { clientAddress } = await import("@/app/_http/visitor");
    expect(clientAddress(aRequest().headers)).toBe(address);
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test.each([
    "WhatsApp/2.23.20.0 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
    "Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/)",
    "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.social/) Bot",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Googlebot-Image/1.0",
    "TelegramBot (like TwitterBot)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "curl/8.5.0",
    "",
  ])("is not counted for a program: %s", (agent) => {
    expect(getVisitor(aRequest({ "user-agent": agent }))).toBeNull();
  });

  test.each<Record<string, string>>([
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { "x-purpose": "preview" },
    { "x-moz": "prefetch" },
  ])("is not counted for a prefetch: %o", (headers) => {
    expect(getVisitor(aRequest(headers))).toBeNull();
  });

  test("has a different key for each salt and link", () => {
    const visitor = maskVisitor({ address: "192.0.2.7", agent: BROWSER });
    const [one, other] = [new Uint8Array(32), new Uint8Array(32).fill(1)];
    const here = { code: "bcdfghjkm", visitor };
    expect(visitorKey(one, here)).toEqual(visitorKey(one, here));
    expect(visitorKey(one, here)).not.toEqual(visitorKey(other, here));
    expect(visitorKey(one, here)).not.toEqual(visitorKey(one, { code: "bcdfghjkn", visitor }));
  });

  test("is masked until the visit is counted", () => {
    const masked = maskVisitor({ address: "192.0.2.7", agent: BROWSER });
    expect(masked).toHaveLength(32);
    expect(masked).not.toEqual(maskVisitor({ address: "192.0.2.8", agent: BROWSER }));
  });
});

test("a day's salt is kept until noon of the next day", () => {
  expect(oldestKeptDay(new Date("2026-11-07T11:59:00Z"))).toBe("2026-11-06");
  expect(oldestKeptDay(new Date("2026-11-07T12:00:00Z"))).toBe("2026-11-07");
});
