import { XMLParser } from "fast-xml-parser";
import { parse } from "node-html-parser";
import { expect, test } from "vitest";
import { signatures, supporters } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { ARTICLE, CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { stack } from "../support/stack";

const AT_ONCE = 4;
const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/gi;
const TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*|\b1[0-9]{12}\b|\b1[0-9]{9}\b/g;

const read = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, stack().appUrl), { headers }).then((answer) => answer.text());

/** Every public page, feed and answer in JSON. */
async function publicPaths(share: string) {
  const { url } = new XMLParser().parse(await read("/sitemap.xml")).urlset;
  const pages: string[] = url.map(({ loc }: { loc: string }) => new URL(loc).pathname);
  const code = new URL(share).pathname.split("/").at(-1) ?? "";
  const campaigns = pages.filter((page) => page.includes("/campaigns/"));
  return {
    pages: [
      ...pages,
      ...campaigns.map((page) => page.replace("/campaigns/", "/embed/")),
      ...["thanks", "inbox"].map((page) => `/en/campaigns/${CAMPAIGN}/${page}?share=${code}`),
      ...[`/s/${code}/ripple`, `/en/pass-on/${code}`, `/s/${code}`, "/en/check-inbox", "/en/none"],
      ...[`/en/articles/${ARTICLE}/shared/${code}`, `/en/campaigns/${CAMPAIGN}/shared/${code}`],
    ],
    others: [
      ...["en", "es"].flatMap((locale) => [`/${locale}/feed.xml`, `/${locale}/feed.json`]),
      ...["/en/topics/refugees-and-migration/feed.xml", "/sitemap.xml", `/api/v1/links/${code}`],
      ...[`/api/v1/campaigns/${CAMPAIGN}`, `/api/v1/campaigns/${CAMPAIGN}/count`],
      `/api/v1/oembed?url=${encodeURIComponent(`${stack().appUrl}/en/campaigns/${CAMPAIGN}`)}`,
    ],
  };
}

/** The ids of everybody who signed, and the times of it, in every way in which they could be written. */
async function secrets() {
  const db = appDatabase();
  const signed = await db.select().from(signatures);
  const people = await db.select({ id: supporters.id }).from(supporters);
  const times = signed.flatMap(({ signedAt, confirmedAt }) => [signedAt, confirmedAt ?? signedAt]);
  return {
    ids: new Set([...signed, ...people].map(({ id }) => id.replaceAll("-", ""))),
    times: new Set(
      times.flatMap((at) => [
        at.toISOString().slice(0, 19),
        String(at.getTime()),
        String(Math.floor(at.getTime() / 1_000)),
      ]),
    ),
  };
}

test("no public page, payload of a page, feed or answer holds the id of a signer or a time of signing", async () => {
  const { share } = await confirmByApi(await signByApi({ email: "nameless.nora@example.org" }));
  const { pages, others } = await publicPaths(share);
  const { ids, times } = await secrets();
  expect(ids.size).toBeGreaterThan(1_000);
  const found: string[] = [];
  async function look(path: string, headers: Record<string, string> = {}) {
    const body = await read(path, headers);
    const kind = `${path} ${JSON.stringify(headers)}`;
    for (const [id] of body.matchAll(UUID))
      if (ids.has(id.replaceAll("-", "").toLowerCase())) found.push(`${kind}: id ${id}`);
    for (const [time] of body.matchAll(TIME))
      if (times.has(time.slice(0, 19).replace(" ", "T"))) found.push(`${kind}: time ${time}`);
    return body;
  }
  const requests = [
    ...pages.flatMap((page) => [() => look(page), () => look(page, { rsc: "1" })]),
    ...others.map((path) => () => look(path)),
  ];
  for (let start = 0; start < requests.length; start += AT_ONCE)
    await Promise.all(requests.slice(start, start + AT_ONCE).map((request) => request()));
  expect(found).toEqual([]);

  const payload = await look(`/en/campaigns/${CAMPAIGN}`, { rsc: "1" });
  expect(payload, "it is the payload of the page").toContain("campaign-signers");
});

test("signers and comments on a campaign's page have a day, without a clock", async () => {
  const page = parse(await read(`/en/campaigns/${CAMPAIGN}`));
  const signers = page.querySelectorAll(".campaign-signers li");
  expect(signers.length).toBeGreaterThan(5);
  expect(page.querySelectorAll(".campaign-comments li").length).toBeGreaterThan(0);
  for (const signer of signers)
    expect(signer.querySelector("time")?.getAttribute("datetime")).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const part of page.querySelectorAll(".campaign-signers, .campaign-comments"))
    expect(part.outerHTML).not.toMatch(TIME);
});
