import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { outboxMessages, signatures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { appDatabase } from "../support/app-database";
import { aPage, type PageOptions } from "../support/browser";
import { linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { stack } from "../support/stack";

const ANA = "analyst@example.org";
/** The page refreshes every 5 s. */
const TWO_REFRESHES_MS = 10_000;
const DASHBOARD = `/en/staff/campaigns/${CAMPAIGN}`;

async function signIn(options: PageOptions = {}) {
  const [earlier] = await listMailsTo(ANA);
  const page = await aPage(options);
  await page.goto("/en/staff");
  await page.getByLabel("Your work address").fill(ANA);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await page.goto(linkIn(await waitForMail(ANA, { after: earlier })));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  return page;
}

/** Adds a mail with a topic that our worker does not know, so that it stays queued. Returns its removal. */
async function addStuckMail() {
  const id = newId();
  const message = { id, topic: "news.of-tomorrow", subjectId: newId(), payload: {}, priority: 9 };
  await appDatabase().insert(outboxMessages).values(message);
  return () => appDatabase().delete(outboxMessages).where(eq(outboxMessages.id, id));
}

test("Ana sees the delivery of a campaign's mails by provider, with a warning for the provider with few confirmations", async () => {
  const page = await signIn();
  await page.goto(DASHBOARD);
  const table = page.getByRole("table", { name: /mailbox provider/ });
  for (const step of ["Signed", "Sent", "Delivered", "Bounced", "Confirmed", "To delivery", "To confirming"])
    await table.getByRole("columnheader", { name: new RegExp(`^${step}`) }).waitFor();
  for (const mailbox of ["All together", "Gmail", "Outlook", "Yahoo", "iCloud", "Others"])
    await table.getByRole("rowheader", { name: mailbox }).waitFor();
  await page.getByRole("note", { name: "Signers with Outlook confirm far less often" }).waitFor();
  await page.getByText(/^Measured at \d\d:\d\d:\d\d\.$/).waitFor();
  const returned = page.getByRole("region", { name: "Mails that did not get through" });
  // Other journeys have later ones: it may be among the older, which are folded away.
  await returned.getByText("Bounced: the mailbox did not accept it.").first().waitFor({ state: "attached" });

  // A campaign without delivery problems has no warning.
  await page.goto("/en/staff/campaigns/heat-at-work");
  await page.getByRole("table", { name: /mailbox provider/ }).waitFor();
  expect(await page.getByRole("note").count()).toBe(0);
});

test("the funnel counts new signatures with the state of their mails", async () => {
  const campaign = "safe-water-at-school";
  const page = await signIn();
  /** Signed, sent, delivered, bounced, confirmed. */
  const funnel = async () => {
    await page.goto(`/en/staff/campaigns/${campaign}`);
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "All together" }) });
    const cells = await row.getByRole("cell").all();
    const counts = cells.slice(0, 5).map((cell) => cell.locator("span").first().textContent());
    return (await Promise.all(counts)).map(Number);
  };
  const [signed = 0, sent = 0, delivered = 0, returned = 0, confirmed = 0] = await funnel();
  expect(confirmed).toBeGreaterThan(0);
  await confirmByApi(await signByApi({ email: "funnel@example.org", campaign }));
  await signByApi({ email: "bounced.bea@example.org", campaign });
  await expect
    .poll(funnel, { timeout: 60_000, interval: 1_000 })
    .toEqual([signed + 2, sent + 2, delivered + 1, returned + 1, confirmed + 1]);
  const latest = page
    .getByRole("region", { name: "Mails that did not get through" })
    .getByRole("listitem")
    .first();
  expect(await latest.textContent()).toMatch(
    /Another providerin EnglishBounced: the mailbox did not accept it\.$/,
  );
});

test("the dashboard and the mail delivery page fit a phone", async () => {
  const page = await signIn({ phone: true });
  for (const path of [DASHBOARD, "/en/staff/mail"]) {
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  await page.goto(DASHBOARD);
  const funnels = page.getByRole("list", { name: /mailbox provider/ }).getByRole("listitem");
  expect(await funnels.count()).toBe(6);
  for (const figure of ["Signed", "Delivered", "confirmed", "To delivery"])
    await funnels.nth(1).getByText(figure).first().waitFor();
});

test("the mail delivery page reports queued mails by itself, and stops while paused", async () => {
  const page = await signIn();
  await page.clock.install();
  await page.goto("/en/staff");
  await page.getByRole("link", { name: "Mail delivery", exact: true }).click();
  await page.getByRole("heading", { name: "Mail delivery", level: 1 }).waitFor();
  expect(
    await page.getByRole("link", { name: "Mail delivery", exact: true }).getAttribute("aria-current"),
  ).toBe("page");
  const verdict = page.getByRole("status").first();
  await expect.poll(() => verdict.textContent()).toBe("All mails sent");

  const removeMail = await addStuckMail();
  // Her sign-in mail may have been sent just now; then the verdict is "Sending".
  const waiting = /^(Mails queued|Sending)$/;
  await expect.poll(() => verdict.textContent(), { timeout: 15_000 }).toMatch(waiting);
  await page.getByText(/^1 mail has been queued for \d+ seconds?\./).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Resume" }).waitFor();
  await removeMail();
  const refreshes: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/health/live")) refreshes.push(request.url());
  });
  await page.clock.fastForward(TWO_REFRESHES_MS);
  // The browser reports requests in order: one of a refresh would come before this one.
  await page.evaluate(async () => (await fetch("/api/health/ready")).status);
  expect(refreshes).toEqual([]);
  expect(await verdict.textContent()).toMatch(waiting);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.clock.fastForward(TWO_REFRESHES_MS);
  await expect.poll(() => refreshes.length, { timeout: 15_000 }).toBeGreaterThan(0);
  await expect.poll(() => verdict.textContent(), { timeout: 15_000 }).toBe("All mails sent");
});

test("without scripts the mail delivery page shows its figures and does not claim to refresh", async () => {
  const signedIn = await signIn();
  const page = await aPage({ javascript: false });
  await page.context().addCookies(await signedIn.context().cookies());
  await page.goto("/en/staff/mail");
  for (const name of ["What the provider says", "Why mails were not sent"])
    await page.getByRole("heading", { name }).waitFor();
  await page.getByRole("status").waitFor();
  expect(await page.getByText("Refreshes itself").isVisible()).toBe(false);
});

test("an analyst's pages contain no signer's name or address", async () => {
  const page = await signIn();
  const people = await appDatabase().select({ name: signatures.name }).from(signatures);
  const names = new Set(people.map(({ name }) => name).filter((name) => name.includes(" ")));
  expect(names.size).toBeGreaterThan(1000);
  for (const path of [DASHBOARD, "/en/staff/mail"]) {
    const html = await (await page.request.get(path)).text();
    expect(html).toContain("Ana Lind");
    expect([...names].filter((name) => html.includes(name))).toEqual([]);
    expect((html.match(/[\w.+-]+@[\w-]+\.[\w.-]+/g) ?? []).filter((address) => address !== ANA)).toEqual([]);
  }
});

test("the readiness endpoint reveals the outbox only with the token", async () => {
  const answer = await fetch(`${stack().appUrl}/api/health/ready`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ready" }]);
});
