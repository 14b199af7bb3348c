import { expect, test } from "vitest";
import { sessions, verificationTokens } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aPage } from "../support/browser";
import { linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { CAMPAIGN, confirmByApi, getSignatureCount, signByApi } from "../support/public-api";
import { stack } from "../support/stack";

const OLGA = "owner@example.org";

async function requestLink(email: string) {
  const page = await aPage();
  await page.goto("/en/staff");
  await page.getByLabel("Your work address").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  return page;
}

async function signIn() {
  const [earlier] = await listMailsTo(OLGA);
  const page = await requestLink(OLGA);
  await page.goto(linkIn(await waitForMail(OLGA, { after: earlier })));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  return page;
}

test("opening a sign-in link does not use it up; its button signs Olga in once", async () => {
  const page = await requestLink(OLGA);
  const mail = await waitForMail(OLGA);
  const db = appDatabase();
  const linkCount = await db.$count(verificationTokens);
  const sessionCount = await db.$count(sessions);
  expect(linkCount).toBeGreaterThan(0);
  for (let times = 0; times < 50; times += 1) {
    for (const method of ["GET", "HEAD"]) {
      const answer = await fetch(linkIn(mail), { method });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
    }
  }
  expect(await db.$count(verificationTokens)).toBe(linkCount);
  expect(await db.$count(sessions)).toBe(sessionCount);

  await page.goto(linkIn(mail));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  const campaign = page
    .getByRole("listitem")
    .filter({ has: page.locator(`a[href="/en/staff/campaigns/${CAMPAIGN}"]`) });
  for (const figure of ["Confirmed", "Pending", "Today"])
    await campaign.getByText(figure, { exact: true }).waitFor();
  await campaign.getByText((await getSignatureCount()).toLocaleString("en")).waitFor();

  await page.goto(linkIn(mail));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor();
});

test("an unknown address gets the same response, and no mail", async () => {
  const answerTo = async (email: string) => {
    const answer = await fetch(`${stack().appUrl}/api/staff/sign-in-links`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ email, locale: "en" }),
    });
    const headers = [...answer.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
    return { status: answer.status, headers, body: await answer.text() };
  };
  const unknown = await answerTo("unknown@example.org");
  const member = await answerTo("editor@example.org");
  expect(unknown).toEqual(member);
  await waitForMail("editor@example.org");
  expect(await listMailsTo("unknown@example.org")).toEqual([]);
});

test("a campaign's dashboard shows its signatures over time and by attribution, including the newest", async () => {
  await confirmByApi(
    await signByApi({
      email: "counted@example.org",
      country: "PT",
      article: "us-leaves-migration-compact-talks",
      callout: "1",
    }),
  );
  const page = await signIn();
  await page.locator(`a[href="/en/staff/campaigns/${CAMPAIGN}"]`).first().click();
  await page.getByRole("heading", { name: "Signatures over time" }).waitFor();
  await page.getByRole("link", { name: "All", exact: true }).click();
  await page
    .getByText((await getSignatureCount()).toLocaleString("en"))
    .first()
    .waitFor();
  for (const dimension of ["Article", "Call-out", "Share link", "Country"])
    expect(await page.getByRole("table").filter({ hasText: dimension }).count(), dimension).toBeGreaterThan(
      0,
    );
});

test("without a session and after signing out, staff pages lead to the sign-in form", async () => {
  const visitor = await aPage();
  await visitor.goto(`/en/staff/campaigns/${CAMPAIGN}`);
  await visitor.getByRole("heading", { name: "Sign in" }).waitFor();

  const page = await signIn();
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: "groundswell-staff", httpOnly: true, sameSite: "Lax" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto(`/en/staff/campaigns/${CAMPAIGN}`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
