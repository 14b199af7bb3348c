import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { GET as getRoot } from "@/app/route";
import { door } from "@/server/door";
import { listHtmlErrors } from "../support/valid-html";

const BROWSER = { accept: "text/html,*/*;q=0.8", "accept-language": "es" };
const asked = (headers: HeadersInit, path = "/api/v1/x") =>
  new Request(`http://localhost:3000${path}`, { headers });

const FORMS = [
  { address: "/api/v1/campaigns/x/signatures", page: "/es/campaigns/x" },
  { address: "/api/v1/confirmations", page: "/es/check-inbox" },
  { address: "/api/v1/confirmations/mails", page: "/es/check-inbox" },
  { address: "/api/v1/links", page: "/es" },
];

test.each(FORMS)(
  "the address of the form $address leads a browser to its page, and refuses programs",
  async ({ address, page }) => {
    const get = (headers: HeadersInit) => door.fetch(asked(headers, address));
    const redirect = await get(BROWSER);
    expect([redirect.status, redirect.headers.get("location")]).toEqual([303, page]);
    const fromEnglish = await get({ ...BROWSER, referer: "http://localhost:3000/en/articles/x" });
    expect(fromEnglish.headers.get("location")).toBe(page.replace("/es", "/en"));
    const refusal = await get({ accept: "application/json" });
    expect([refusal.status, refusal.headers.get("allow")]).toEqual([405, "POST"]);
    expect(refusal.headers.get("content-type")).toBe("application/problem+json");
  },
);

test("an unknown address of the API is a problem for programs", async () => {
  for (const answer of [
    await door.fetch(asked({})),
    await door.fetch(new Request(asked({ accept: "application/json" }), { method: "POST" })),
  ]) {
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(await answer.json()).toMatchObject({ status: 404, title: "Nothing here" });
  }
});

test("an unknown address of the API is a page for browsers, with masthead and footer, in their language", async () => {
  const answer = await door.fetch(asked(BROWSER));
  const html = await answer.text();
  expect(answer.status).toBe(404);
  expect(await listHtmlErrors(html)).toEqual([]);
  const page = parse(html);
  expect(page.querySelector("html")?.getAttribute("lang")).toBe("es");
  expect(page.querySelector('body > header a[href="/es"] svg')).not.toBeNull();
  expect(page.querySelector('body > header nav a[href="/en"]')?.text).toBe("English");
  expect(page.querySelector('body > footer a[href="/es/feed.xml"]')).not.toBeNull();
  expect(page.querySelector('link[href="/plain-page.css"]')).not.toBeNull();
});

test("the query survives the redirect to the language", () => {
  const answer = getRoot(asked(BROWSER, "/?via=abc&channel=email&x=%26"));
  expect([answer.status, answer.headers.get("location")]).toEqual([307, "/es?via=abc&channel=email&x=%26"]);
});
