import { expect, test } from "vitest";
import { shareLinks } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { AGENT } from "../support/browser";
import { ARTICLE } from "../support/public-api";
import { anArticleLink, openLink } from "../support/share-links";
import { stack } from "../support/stack";

test("a link made by a reader who has not signed has the link they came through as its parent", async () => {
  const via = await anArticleLink();
  const createLink = (body: Record<string, unknown>, headers = {}) =>
    fetch(`${stack().appUrl}/api/v1/links`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const created = await createLink({ article: ARTICLE, locale: "en", via });
  expect(created.status).toBe(201);
  const { share, code } = await created.json();
  const answer = await openLink(code, { "user-agent": AGENT });
  expect(answer.headers.get("location")).toBe(`${stack().appUrl}/en/articles/${ARTICLE}?via=${code}`);
  expect(share).toBe(`${stack().appUrl}/s/${code}`);
  const links = await appDatabase().select().from(shareLinks);
  const [parent, child] = [via, code].map((each) => links.find((link) => link.code === each));
  expect(child).toMatchObject({ parentId: parent?.id, depth: 1, ownerSignatureId: null });
  expect(child?.campaignId).not.toBeNull();

  const retried = { article: ARTICLE, locale: "en", via, key: "0123456789abcdef" };
  const [first, second] = await Promise.all([createLink(retried), createLink(retried)]);
  expect(await second.json()).toEqual(await first.json());

  expect((await createLink({ article: "no-such-article", locale: "en" })).status).toBe(404);
  expect((await createLink({ locale: "en" })).status).toBe(422);
  expect((await createLink({ article: ARTICLE }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("without scripts a form creates the link with the page's `via` as its parent, and leads to its sharing page", async () => {
  const via = await anArticleLink();
  const answer = await fetch(`${stack().appUrl}/api/v1/links`, {
    method: "POST",
    redirect: "manual",
    headers: {
      referer: `${stack().appUrl}/es/articles/${ARTICLE}?via=${via}`,
      "sec-fetch-site": "same-origin",
    },
    body: new URLSearchParams({ article: ARTICLE, locale: "es" }),
  });
  const location = answer.headers.get("location") ?? "";
  expect([answer.status, location]).toEqual([303, expect.stringMatching(/^\/es\/pass-on\/[a-z0-9]{9}$/)]);
  const links = await appDatabase().select().from(shareLinks);
  const [parent, child] = [via, location.slice(-9)].map((each) => links.find((link) => link.code === each));
  expect(child).toMatchObject({ parentId: parent?.id, locale: "es" });
});
