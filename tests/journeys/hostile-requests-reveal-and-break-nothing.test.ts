import { expect, test } from "vitest";
import { linkIn, waitForMail } from "../support/mailbox";
import { aPlainBrowser } from "../support/plain-browser";
import { ARTICLE, CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { rawRequest } from "../support/raw-request";
import { stack } from "../support/stack";

const SIGN = `/api/v1/campaigns/${CAMPAIGN}/signatures`;

test.each([
  "/en/articles/no-such-article",
  "/en/articles/%2e%2e%2fetc",
  "/en/campaigns/No_Slug",
  "/en/campaigns/no-such-campaign/thanks",
  "/fr",
  "/fr/campaigns/stand-with-refugees",
  "/en/nowhere",
  "/api/v1/nowhere",
])("the unknown address %s returns 404 with a link to the front page", async (path) => {
  const page = await aPlainBrowser().open(path);
  expect(page.status).toBe(404);
  expect(page.document.querySelector('a[href="/en"]')).not.toBeNull();
});

test.each([
  "/s/%25",
  "/s/%25E0%25A4%25A",
  "/en/campaigns/%25",
  "/en/confirm/%25E0%25A4%25A",
  "/en/articles/%00",
  "/en/campaigns/x%0d%0aset-cookie:%20a=b",
  "/api/v1/campaigns/%00/count",
  "/en/campaigns/stand-with-refugees/thanks?share=%00&share=x",
  "/en/staff/campaigns/stand-with-refugees?range=%00",
])("the malformed address %s causes no server error", async (path) => {
  const { status } = await rawRequest({ path });
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
});

test("a request to upgrade to another protocol passes the guard as any other, and gets an ordinary response", async () => {
  const headers = { connection: "Upgrade", upgrade: "websocket" };
  expect((await rawRequest({ path: "/en", headers })).status).toBe(200);
  expect((await rawRequest({ path: "http://127.0.0.1:1/en", headers })).status).toBe(200);
  expect((await rawRequest({ path: "/%", headers })).status).toBe(400);
});

test("every page has its security headers and does not name its framework", async () => {
  const thanks = `/en/campaigns/${CAMPAIGN}/thanks`;
  const paths = [
    "/en",
    `/en/articles/${ARTICLE}`,
    `/en/campaigns/${CAMPAIGN}`,
    thanks,
    "/en/confirm/x",
    "/en/staff",
    "/en/nowhere",
    SIGN,
  ];
  for (const path of paths) {
    const { headers } = await fetch(stack().appUrl + path);
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "connect-src 'self'",
    ])
      expect(policy, path).toContain(rule);
    expect(policy, path).not.toMatch(/https?:|\*/);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("referrer-policy"), path).toMatch(
      /^(strict-origin-when-cross-origin|same-origin|no-referrer)$/,
    );
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
  const staff = await fetch(`${stack().appUrl}/en/staff`);
  expect(staff.headers.get("content-security-policy")).not.toContain("script-src 'self' 'unsafe-inline'");
  expect(staff.headers.get("cache-control")).toContain("no-store");
});

test("a forged host never gets into a response or a mail", async () => {
  const forged = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example",
  };
  const mail = await signByApi({ email: "forged.first@example.org" });
  const code = (await confirmByApi(mail)).share.split("/").at(-1);
  const paths = [
    `/en/campaigns/${CAMPAIGN}`,
    `/en/articles/${ARTICLE}`,
    "/en",
    `/s/${code}`,
    "/feed.xml",
    "/sitemap.xml",
    "/robots.txt",
    `/api/v1/campaigns/${CAMPAIGN}`,
    "/en/staff",
  ];
  for (const path of paths) {
    const answer = await rawRequest({ path, headers: { ...forged, "accept-language": "de" } });
    expect(JSON.stringify(answer.headers) + answer.text, path).not.toContain("evil.example");
  }
  const signed = await rawRequest({
    method: "POST",
    path: SIGN,
    headers: { ...forged, "content-type": "application/json" },
    chunks: [JSON.stringify({ name: "A Signer", email: "forged@example.org" })],
  });
  expect(signed.status).toBe(202);
  expect(linkIn(await waitForMail("forged@example.org")).startsWith(`${stack().appUrl}/en/confirm/`)).toBe(
    true,
  );
});
