import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { AGENT, aPage, axe } from "../support/browser";
import { codeIn, linkIn, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, signByApi } from "../support/public-api";
import { stack } from "../support/stack";
import { aStaffPage } from "../support/staff-session";

const SHARING_PAGE = `/en/staff/campaigns/${CAMPAIGN}/sharing`;
const COUNT_TIMEOUT_MS = 30_000;

/** Copies a share link on the article without signing. Returns its code. */
async function shareWithoutSigning(): Promise<string> {
  const reader = await aPage();
  await reader.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await reader.goto(`/en/articles/${ARTICLE}`);
  const created = reader.waitForResponse((answer) => answer.url().endsWith("/api/v1/links"));
  await reader
    .getByRole("region", { name: "Pass this article on" })
    .getByRole("button", { name: "Copy the link" })
    .click();
  const { code } = await (await created).json();
  return code;
}

type Signing = { name: string; link: string; callOut: (page: Page) => Locator; opens: string };

/** Follows a link, signs at a call-out, and confirms by code. Returns the code of the new signer's own link. */
async function followAndSign({ name, link, callOut, opens }: Signing): Promise<{ own: string; page: Page }> {
  const page = await aPage({ phone: true });
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@example.org`;
  await page.goto(link);
  await callOut(page).click();
  const place = page.locator(opens);
  const form = place.locator("form");
  await form.getByLabel("Your name", { exact: true }).fill(name);
  await form.getByLabel("E-mail", { exact: true }).fill(email);
  await form.getByRole("button", { name: "Sign", exact: true }).click();
  await place.getByLabel("Code from the mail").fill(codeIn(await waitForMail(email)));
  await place.getByRole("button", { name: "Confirm" }).click();
  const own = await place.getByLabel("Your link").inputValue();
  return { own: own.split("/").at(-1) ?? "", page };
}

/** Returns the rows of a table as the texts of their cells. */
async function rowsOf(table: Locator): Promise<string[][]> {
  const rows = await table.locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
}

test("Ripple and the sharing page count three people who signed through one another's links after an unsigned reader's", async () => {
  const readersCode = await shareWithoutSigning();
  const mo = await followAndSign({
    name: "Mo Rippling",
    link: `/s/${readersCode}w`,
    callOut: (page) => page.locator("#act-1").getByRole("link"),
    opens: "#act-1",
  });
  const ana = await followAndSign({
    name: "Ana Rippling",
    link: `/s/${mo.own}m`,
    callOut: (page) => page.getByRole("link", { name: "you can take action here" }),
    opens: "dialog[open]",
  });
  const li = await followAndSign({
    name: "Li Rippling",
    link: `/s/${ana.own}b`,
    callOut: (page) => page.locator(".action-bar").getByRole("link"),
    opens: "dialog[open]",
  });

  const ripple = await aPage();
  const headline = async () => {
    await ripple.goto(`/s/${readersCode}/ripple`);
    return ripple.getByRole("heading", { level: 1 }).textContent();
  };
  await expect
    .poll(headline, { timeout: COUNT_TIMEOUT_MS })
    .toBe("3 signatures because someone shared the link");
  await expect
    .poll(async () => (await headline()) && (await rowsOf(ripple.getByRole("table"))), {
      timeout: COUNT_TIMEOUT_MS,
    })
    .toEqual([
      ["Visits through this link", "1"],
      ["Signatures through this link", "1"],
      ["… through the links of people who came through it", "1"],
      ["… through the links of people who came through those", "1"],
    ]);
  expect(await ripple.locator("main").textContent()).not.toMatch(/Rippling/);
  expect(await axe(ripple)).toEqual([]);
  const answer = await fetch(`${stack().appUrl}/api/v1/links/${readersCode}`);
  expect(await answer.json()).toMatchObject({
    article: ARTICLE,
    campaign: CAMPAIGN,
    visits: 1,
    signatures: 3,
  });

  await mo.page.getByRole("link", { name: "Follow your link's ripple" }).first().click();
  await mo.page.getByRole("heading", { name: "2 signatures because someone shared the link" }).waitFor();
  await li.page.locator("dialog[open]").getByRole("link", { name: "Follow your link's ripple" }).click();
  await li.page.getByRole("heading", { name: "Nothing to show yet" }).waitFor();

  const thanks = await aPage();
  for (const [locale, sentence] of [
    ["en", "2 people have signed because of your link."],
    ["es", "2 personas han firmado gracias a tu enlace."],
  ]) {
    await thanks.goto(`/${locale}/campaigns/${CAMPAIGN}/thanks?share=${mo.own}`);
    await thanks.getByText(sentence ?? "", { exact: true }).waitFor();
  }
  await thanks.goto(`/en/campaigns/${CAMPAIGN}/thanks?share=${li.own}`);
  await thanks.getByRole("link", { name: "Follow your link's ripple" }).waitFor();
  expect(await thanks.getByText("signed because of your link").count()).toBe(0);

  const { page: sharing } = await aStaffPage("analyst");
  await sharing.goto(`${SHARING_PAGE}/${readersCode}`);
  expect((await rowsOf(sharing.locator("table").first())).map((cells) => cells.slice(0, 2))).toEqual([
    ["Through this link", "1"],
    ["Through a link created by someone who came through it", "1"],
    ["3 links away", "1"],
  ]);
  const attributions = await rowsOf(sharing.getByRole("region", { name: "Where they signed" }));
  const title = attributions[0]?.[1];
  expect(attributions).toEqual([
    ["1", title, "Call-out 1", "WhatsApp", "1"],
    ["2", title, "Call-out 3", "E-mail", "1"],
    ["3", title, "Bar on a phone", "Bluesky", "1"],
  ]);
  expect(title).toMatch(/^The United States leaves the table/);
  expect(await sharing.locator("main").textContent()).not.toMatch(/Rippling/);
  expect(await axe(sharing)).toEqual([]);
});

test("the list of strongest links shows signers' names only to roles that may read them", async () => {
  const { page: analyst } = await aStaffPage("analyst");
  const { page: campaigner } = await aStaffPage("campaigner");
  const links = (page: Page) => page.getByRole("region", { name: "Strongest links" });
  for (const page of [analyst, campaigner]) await page.goto(SHARING_PAGE);
  const owners = async (page: Page) =>
    links(page).locator("tbody th > span:nth-of-type(1)").allTextContents();
  expect(new Set(await owners(analyst))).toEqual(new Set(["a signer"]));
  expect((await owners(campaigner)).filter((owner) => owner !== "a signer").length).toBeGreaterThan(2);
  for (const heading of ["Generation", "Channel", "What was passed on"])
    expect(await analyst.getByRole("heading", { name: heading, exact: true }).count(), heading).toBe(1);
  expect(await axe(campaigner)).toEqual([]);
});

test("the link in the confirmation mail leads to the signer's Ripple after confirming", async () => {
  const mail = await signByApi({ email: "rene@example.org", name: "René Rippling" });
  const address = mail.text.match(/https?:\S+\/ripple\/[\w-]+/)?.[0] ?? "";
  const rene = await aPage();
  await rene.goto(address);
  expect(rene.url()).toBe(linkIn(mail));
  await rene.getByRole("button", { name: "Confirm" }).click();
  await rene.getByRole("link", { name: "Follow your link's ripple" }).click();
  await rene.waitForURL(/\/s\/[a-z0-9]{9}\/ripple$/);
  const own = rene.url();
  await rene.goto(address);
  expect(rene.url()).toBe(own);
});

test("an unknown code returns 404, and Ripple pages are not indexed", async () => {
  const unknown = await fetch(`${stack().appUrl}/s/bbbbbbbbb/ripple`, { headers: { "user-agent": AGENT } });
  expect(unknown.status).toBe(404);
  expect((await fetch(`${stack().appUrl}/api/v1/links/bbbbbbbbb`)).status).toBe(404);
  const { code } = await (
    await fetch(`${stack().appUrl}/api/v1/links`, {
      method: "POST",
      body: JSON.stringify({ campaign: CAMPAIGN, locale: "es" }),
      headers: { "content-type": "application/json" },
    })
  ).json();
  const page = await fetch(`${stack().appUrl}/s/${code}/ripple`);
  const html = await page.text();
  expect([page.status, page.headers.get("set-cookie")]).toEqual([200, null]);
  expect(html).toMatch(/<html lang="es"/);
  expect(html).toMatch(/<meta name="robots" content="noindex/);
  expect(html).toContain(`<link rel="canonical" href="${stack().appUrl}/s/${code}/ripple"/>`);
  expect(html).toContain("Todavía no hay nada que mostrar");
});
