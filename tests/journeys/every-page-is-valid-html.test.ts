import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { listStaffEndpoints } from "../support/architecture/endpoints";
import { readSources } from "../support/architecture/sources";
import { urlOf } from "../support/endpoint-access";
import { aStaffMember } from "../support/factories";
import { linkIn } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { stack } from "../support/stack";
import { aStaffSession, sessionCookie } from "../support/staff-session";
import { listHtmlErrors } from "../support/valid-html";

const SIGN = `/api/v1/campaigns/${CAMPAIGN}/signatures`;
const HTML = { accept: "text/html" };

/**
 * Expects each response to be a valid page. All are read before the first is judged: judging takes longer than the server
 * keeps an idle connection.
 */
async function expectValid(answers: Record<string, () => Promise<Response>>) {
  const pages: { name: string; type: string | null; html: string }[] = [];
  for (const [name, ask] of Object.entries(answers)) {
    const answer = await ask();
    pages.push({ name, type: answer.headers.get("content-type"), html: await answer.text() });
  }
  for (const { name, type, html } of pages) {
    expect(type, name).toContain("text/html");
    expect(html, name).toMatch(/^<!doctype html>/i);
    expect(await listHtmlErrors(html), name).toEqual([]);
  }
}

const open = (url: string, headers = {}) =>
  fetch(new URL(url, stack().appUrl), { headers: { ...HTML, ...headers } });

const post = (path: string, fields: Record<string, string>) =>
  fetch(stack().appUrl + path, { method: "POST", body: new URLSearchParams(fields), headers: HTML });

test.each(["en", "es"])("every public page and embed (%s)", async (locale) => {
  const pending = await signByApi({ email: `valid.pending.${locale}@example.org` });
  const { share } = await confirmByApi(await signByApi({ email: `valid.${locale}@example.org` }));
  const code = share.split("/").at(-1);
  const campaign = `/${locale}/campaigns/${CAMPAIGN}`;
  const paths = [
    `/${locale}`,
    `/${locale}/articles/${ARTICLE}`,
    `/${locale}/articles/${ARTICLE}?via=${code}`,
    `/${locale}/topics/${locale === "en" ? "refugees-and-migration" : "refugio-y-migracion"}`,
    campaign,
    `/${locale}/campaigns/protect-the-high-seas`,
    `${campaign}/thanks?share=${code}`,
    `/${locale}/check-inbox`,
    linkIn(pending).replace("/en/", `/${locale}/`),
    `/${locale}/confirm/nonsense`,
    `/${locale}/mail/nonsense`,
    `/${locale}/pass-on/${code}`,
    `/s/${code}/ripple`,
    `/${locale}/embed/${CAMPAIGN}`,
    `/${locale}/embed/protect-the-high-seas`,
    `/${locale}/nowhere`,
  ];
  await expectValid(Object.fromEntries(paths.map((path) => [path, () => open(path)])));
});

test("every page that answers a form", async () => {
  await expectValid({
    "an unknown link": () => open("/s/bcdfghjkm"),
    "an unknown address of the API": () => open("/api/v1/nowhere"),
    "a form to correct": () => post(SIGN, { name: "", email: "nobody" }),
    "a form with a suggestion": () => post(SIGN, { name: "A Signer", email: "a.signer@gmial.com" }),
    "a code form": () => post("/api/v1/confirmations", { code: "123456" }),
    "an ended campaign": () => post("/api/v1/campaigns/protect-the-high-seas/signatures", {}),
    "mail choices of an invalid link": () => post("/api/v1/unsubscribe/nonsense", { choice: "never" }),
  });
});

test("every page of the staff area", async () => {
  const owner = await aStaffMember(appDatabase(), { role: "owner" });
  const cookie = sessionCookie(await aStaffSession(owner.id));
  const pages = listStaffEndpoints(readSources()).filter(({ kind }) => kind === "page");
  expect(pages.length).toBeGreaterThan(10);
  await expectValid(
    Object.fromEntries(pages.map(({ path }) => [path, async () => open(await urlOf(path), cookie)])),
  );
});
