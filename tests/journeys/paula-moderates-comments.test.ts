import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { expectAccessible } from "../support/browser";
import { aStaffMember } from "../support/factories";
import { CAMPAIGN, confirmByApi, signByApi } from "../support/signing";
import { stack } from "../support/stack";
import { aStaffPage, aStaffSession, sessionCookie } from "../support/staff-session";

const ROOM = `/en/staff/campaigns/${CAMPAIGN}/comments`;

async function publicPage(): Promise<string> {
  return (await fetch(`${stack().appUrl}/en/campaigns/${CAMPAIGN}`)).text();
}

/** Cached pages are made anew within half a second, at the visit after that. */
async function untilPublic(words: string, isThere: boolean) {
  await expect
    .poll(publicPage, { timeout: 20_000, interval: 700 })
    .toSatisfy((html: string) => html.includes(words) === isThere);
}

test("Paula decides about comments with one key each: the approved one is public, the declined is not, and she takes one back", async () => {
  const said = { good: "My children learned to swim here.", bad: "Buy my watches <b>now</b>." };
  await confirmByApi(
    await signByApi({
      email: "good@example.org",
      name: "Gloria Good",
      display: "first",
      country: "PT",
      comment: said.good,
    }),
  );
  await confirmByApi(
    await signByApi({ email: "bad@example.org", name: "Barry Bad", display: "full", comment: said.bad }),
  );
  expect(await publicPage()).not.toContain(said.good);

  const { page } = await aStaffPage("campaigner");
  await page.goto(ROOM);
  const meant = page.locator('li[aria-current="true"]');
  const goTo = async (words: string) => {
    for (let steps = 0; steps < 30 && !(await meant.textContent())?.includes(words); steps += 1)
      await page.keyboard.press("j");
    expect(await meant.textContent()).toContain(words);
  };
  await goTo(said.good);
  await page.keyboard.press("a");
  await page.getByText("Approved. It is public now.").waitFor();
  await untilPublic(said.good, true);
  expect(await publicPage()).toContain("Gloria");
  expect(await publicPage()).not.toContain("Gloria Good");

  await page.keyboard.press("k");
  await goTo(said.bad);
  await page.keyboard.press("d");
  await page.getByText("Declined. It stays unseen.").waitFor();
  await expect.poll(() => page.getByText(said.bad).count()).toBe(0);
  await page.keyboard.press("u");
  await page.getByText("Back among the waiting.").waitFor();
  await page.getByText(said.bad).waitFor();
  await goTo(said.bad);
  await page.keyboard.press("d");
  await page.getByText("Declined. It stays unseen.").waitFor();
  expect(await publicPage()).not.toContain("Buy my watches");

  await page.getByRole("link", { name: "Declined" }).click();
  await page.getByText(said.bad).waitFor();
});

test("without scripts every comment has its own buttons", async () => {
  await confirmByApi(
    await signByApi({ email: "plain@example.org", name: "Petra Plain", comment: "Plainly so." }),
  );
  const { page } = await aStaffPage("campaigner", { javascript: false });
  await page.goto(ROOM);
  const comment = page.getByRole("listitem").filter({ hasText: "Plainly so." });
  await comment.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Approved. It is public now.").waitFor();
  await page.goto(`${ROOM}?shelf=approved`);
  await page.getByText("Plainly so.").waitFor();
});

test.each(["analyst", "editor"] as const)(
  "for staff who are %s there are no comments and no signatures",
  async (role) => {
    const { id } = await aStaffMember(appDatabase(), { role, email: `${role}.comments@example.org` });
    const headers = sessionCookie(await aStaffSession(id));
    for (const room of ["comments", "signatures", "signatures/01900000-0000-7000-8000-000000000001"]) {
      const answer = await fetch(`${stack().appUrl}/en/staff/campaigns/${CAMPAIGN}/${room}`, { headers });
      expect(answer.status, room).toBe(404);
    }
  },
);

test.each(["en", "es"] as const)("everybody who may can read the comments' room (%s)", async (locale) => {
  for (const phone of [undefined, true] as const) {
    const { page } = await aStaffPage("owner", { locale, phone });
    for (const shelf of ["waiting", "approved", "declined"]) {
      await page.goto(`/${locale}/staff/campaigns/${CAMPAIGN}/comments?shelf=${shelf}`);
      await expectAccessible(page);
    }
  }
});
