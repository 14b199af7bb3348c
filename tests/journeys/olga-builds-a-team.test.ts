import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessibleAtEveryWidth } from "../support/browser";
import { aStaffMember } from "../support/factories";
import { linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { stack } from "../support/stack";
import { addSessionCookie, aStaffPage, aStaffSession } from "../support/staff-session";

const NINA = "nina@example.org";

async function invite(page: Page) {
  await page.goto("/en/staff/people");
  await page.getByLabel("Name").fill("Nina Osei");
  await page.getByLabel("Work address").fill(NINA);
  await page.locator("#invite-role").selectOption("analyst");
  await page.getByRole("button", { name: "Send the invitation", exact: true }).click();
  await page.getByText(`The invitation of Nina Osei is on its way to ${NINA}.`).waitFor();
}

const rowOf = (page: Page, name: string) => page.getByRole("listitem", { name });

test("Olga invites Nina, changes her role, removes and restores her, and finds each step in the audit log", async () => {
  const { page: olga, member } = await aStaffPage("owner");
  await invite(olga);
  await rowOf(olga, "Nina Osei").getByText("not signed in yet").waitFor();
  expect(await olga.getByLabel("Work address").inputValue(), "the form is empty again").toBe("");

  const mail = await waitForMail(NINA);
  expect(mail.text).toContain(`${member.email} invites you`);
  const link = linkIn(mail);
  for (const method of ["GET", "HEAD"]) expect((await fetch(link, { method })).status).toBe(200);
  const nina = await aPage();
  await nina.goto(link);
  await nina.getByRole("button", { name: "Open the staff area" }).click();
  await nina.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  expect(await nina.getByRole("link", { name: "Articles", exact: true }).count()).toBe(0);

  await olga.reload();
  const row = rowOf(olga, "Nina Osei");
  await row.getByText("last signed in on").waitFor();
  await row.locator("summary").click();
  await row.getByText("Chrome on Linux").waitFor();
  await row.getByLabel("Role of Nina Osei").selectOption("editor");
  await row.getByRole("button", { name: "Give this role" }).click();
  await row.getByText("Nina Osei is an editor now.").waitFor();
  await nina.reload();
  await nina.getByRole("link", { name: "Articles", exact: true }).waitFor();
  await row.getByRole("button", { name: "Undo" }).click();
  await row.getByText("Nina Osei is an analyst now.").waitFor();

  await row.getByRole("button", { name: "Remove from the staff" }).click();
  await row.getByText("Nina Osei was removed.").waitFor();
  await nina.reload();
  await nina.getByRole("heading", { name: "Sign in" }).waitFor();
  await row.getByRole("button", { name: "Put back on the staff" }).click();
  await row.getByText("Nina Osei is back").waitFor();
  await nina.reload();
  await nina.getByRole("heading", { name: "Sign in" }).waitFor();

  await olga.goto(`/en/staff/audit?who=${member.id}`);
  const log = olga.getByRole("list", { name: "Events, the newest first" });
  for (const event of [
    "Invited Nina Osei as analyst",
    "Changed Nina Osei’s role from analyst to editor",
    "Removed Nina Osei from the staff",
    "Put Nina Osei back on the staff",
  ])
    await log.getByText(event).first().waitFor();
  expect(await log.getByRole("listitem").count()).toBe(5);
  await olga.getByLabel("Who").selectOption({ label: "Olu Owens" });
  await olga.getByRole("button", { name: "Show", exact: true }).click();
  await olga.waitForURL(/who=/);
  expect(await log.getByText("Nina Osei").count()).toBe(0);
});

test("a member of staff sees their sessions and ends one, or all others", async () => {
  const { page, member } = await aStaffPage("campaigner");
  const lost = await aPage();
  await addSessionCookie(lost.context(), await aStaffSession(member.id));
  await lost.goto("/en/staff/account");
  await page.goto("/en/staff");
  await page.getByRole("link", { name: `${member.email}: your account` }).click();
  await page.getByRole("heading", { name: "Where you are signed in" }).waitFor();
  expect(await page.getByText("This one").count()).toBe(1);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByRole("button", { name: "End", exact: true }).waitFor({ state: "detached" });
  await lost.reload();
  await lost.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.getByRole("button", { name: "End all others" }).count(), "no other session is left").toBe(
    0,
  );

  await addSessionCookie(lost.context(), await aStaffSession(member.id));
  await page.reload();
  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByText("The session has ended.").waitFor();
  await page.getByRole("button", { name: "End all others" }).waitFor({ state: "detached" });
});

test("after signing in again, a member with an old session returns to the requested page, and the old session ends", async () => {
  const { page, member } = await aStaffPage("campaigner", { minutesAgo: 30 });
  const [old] = await page.context().cookies();
  await page.goto("/en/staff/sign-in/again?back=%2Fstaff%2Faccount%3Fq%3Dana%2540example.org");
  await page.getByText("the last 15 minutes").waitFor();
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  const mail = await waitForMail(member.email);
  expect(mail.text).not.toContain("ana");
  await page.goto(linkIn(mail));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.waitForURL("**/en/staff/account?q=ana%40example.org");
  await page.getByText("This one").waitFor();
  expect(await page.getByRole("button", { name: "End", exact: true }).count()).toBe(0);
  const again = await fetch(`${stack().appUrl}/en/staff/account`, {
    redirect: "manual",
    headers: { cookie: `${old?.name}=${old?.value}` },
  });
  expect(again.headers.get("location")).toBe("/en/staff");
});

test("after signing in again, a foreign return address is ignored", async () => {
  const { page, member } = await aStaffPage("analyst", { minutesAgo: 30 });
  await page.goto("/en/staff/sign-in/again?back=%2F%2Fevil.example%2Fstaff");
  await page
    .locator('input[name="back"]')
    .evaluate((field) => field.setAttribute("value", "//evil.example/staff"));
  const [earlier] = await listMailsTo(member.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await page.goto(linkIn(await waitForMail(member.email, { after: earlier })));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.getByRole("heading", { name: "Campaigns", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/en/staff");
});

test("without scripts an invitation can be withdrawn and restored", async () => {
  const { page } = await aStaffPage("owner", { javascript: false });
  const peter = await aStaffMember(appDatabase(), { role: "analyst", email: "peter@example.org" });
  await page.goto("/en/staff/people");
  await rowOf(page, peter.email).getByRole("button", { name: "Withdraw the invitation" }).click();
  await rowOf(page, peter.email).getByRole("button", { name: "Put back on the staff" }).click();
  await rowOf(page, peter.email).getByRole("button", { name: "Withdraw the invitation" }).waitFor();
});

test.each(["en", "es"])("the team pages are accessible and fit the screen (%s)", async (locale) => {
  const { page } = await aStaffPage("owner", { locale });
  for (const path of [
    "people",
    "settings",
    "settings?unconfirmed=read-only",
    "audit",
    "account",
    "sign-in/again?back=/staff",
    "sign-in/invited/nonsense",
  ]) {
    await page.goto(`/${locale}/staff/${path}`);
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await expectAccessibleAtEveryWidth(page);
  }
});
