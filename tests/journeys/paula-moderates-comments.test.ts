import { expect, test } from "vitest";
import { appDatabase } from "../support/app-database";
import { expectAccessibleAtEveryWidth } from "../support/browser";
import { aStaffMember } from "../support/factories";
import { CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { stack } from "../support/stack";
import { aStaffPage, aStaffSession, sessionCookie } from "../support/staff-session";

const COMMENTS_PAGE = `/en/staff/campaigns/${CAMPAIGN}/comments`;

async function fetchPublicPage(): Promise<string> {
  return (await fetch(`${stack().appUrl}/en/campaigns/${CAMPAIGN}`)).text();
}

/** Waits until the public page contains a text. A cached page is rendered again within half a second, at the next request. */
async function waitUntilPublic(text: string) {
  await expect.poll(fetchPublicPage, { timeout: 20_000, interval: 700 }).toContain(text);
}

test("Paula approves, declines and undoes by single keys; only the approved comment is public", async () => {
  const comments = { good: "My children learned to swim here.", bad: "Buy my watches <b>now</b>." };
  await confirmByApi(
    await signByApi({
      email: "good@example.org",
      name: "Gloria Good",
      display: "first",
      country: "PT",
      comment: comments.good,
    }),
  );
  await confirmByApi(
    await signByApi({ email: "bad@example.org", name: "Barry Bad", display: "full", comment: comments.bad }),
  );
  expect(await fetchPublicPage()).not.toContain(comments.good);

  const { page } = await aStaffPage("campaigner");
  await page.goto(COMMENTS_PAGE);
  const selected = page.locator('li[aria-current="true"]');
  const select = async (text: string) => {
    for (let steps = 0; steps < 30 && !(await selected.textContent())?.includes(text); steps += 1)
      await page.keyboard.press("j");
    expect(await selected.textContent()).toContain(text);
  };
  await select(comments.good);
  await page.keyboard.press("a");
  await page.getByText("Approved. It is public now.").waitFor();
  await waitUntilPublic(comments.good);
  expect(await fetchPublicPage()).toContain("Gloria");
  expect(await fetchPublicPage()).not.toContain("Gloria Good");

  await page.keyboard.press("k");
  await select(comments.bad);
  await page.keyboard.press("d");
  await page.getByText("Declined. It is not shown.").waitFor();
  await expect.poll(() => page.getByText(comments.bad).count()).toBe(0);
  await page.keyboard.press("u");
  await page.getByText("Back in the queue.").waitFor();
  await page.getByText(comments.bad).waitFor();
  await select(comments.bad);
  await page.keyboard.press("d");
  await page.getByText("Declined. It is not shown.").waitFor();
  expect(await fetchPublicPage()).not.toContain("Buy my watches");

  await page.getByRole("link", { name: "Declined" }).click();
  await page.getByText(comments.bad).waitFor();
});

test("without scripts a comment is approved by its button", async () => {
  await confirmByApi(
    await signByApi({ email: "plain@example.org", name: "Petra Plain", comment: "Plainly so." }),
  );
  const { page } = await aStaffPage("campaigner", { javascript: false });
  await page.goto(COMMENTS_PAGE);
  const comment = page.getByRole("listitem").filter({ hasText: "Plainly so." });
  await comment.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Approved. It is public now.").waitFor();
  await page.goto(`${COMMENTS_PAGE}?status=approved`);
  await page.getByText("Plainly so.").waitFor();
});

test.each(["analyst", "editor"] as const)(
  "comments and signatures answer 404 for the role %s",
  async (role) => {
    const { id } = await aStaffMember(appDatabase(), { role, email: `${role}.comments@example.org` });
    const headers = sessionCookie(await aStaffSession(id));
    for (const page of ["comments", "signatures", "signatures/01900000-0000-7000-8000-000000000001"]) {
      const answer = await fetch(`${stack().appUrl}/en/staff/campaigns/${CAMPAIGN}/${page}`, { headers });
      expect(answer.status, page).toBe(404);
    }
  },
);

test.each(["en", "es"] as const)("the comments page is accessible (%s)", async (locale) => {
  const { page } = await aStaffPage("owner", { locale });
  for (const status of ["waiting", "approved", "declined"]) {
    await page.goto(`/${locale}/staff/campaigns/${CAMPAIGN}/comments?status=${status}`);
    await expectAccessibleAtEveryWidth(page);
  }
});
