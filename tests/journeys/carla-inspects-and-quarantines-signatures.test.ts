import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEvents } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { expectAccessibleAtEveryWidth } from "../support/browser";
import { CAMPAIGN, confirmByApi, getSignatureCount, post, signByApi } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

const SIGNATURES_PAGE = `/en/staff/campaigns/${CAMPAIGN}/signatures`;

test("Carla finds a signature by address, reads its details, quarantines and restores it", async () => {
  const { share } = await confirmByApi(
    await signByApi({
      email: "wil.ma@gmail.com",
      name: "Wilma Wide",
      country: "PT",
      article: "us-leaves-migration-compact-talks",
      callout: "1",
    }),
  );
  const via = share.split("/").at(-1);
  await confirmByApi(await signByApi({ email: "frieda.friend@example.org", name: "Frieda Friend", via }));
  const count = await getSignatureCount();

  const { page, member } = await aStaffPage("campaigner");
  await page.goto(SIGNATURES_PAGE);
  await page.getByLabel("Find one person by e-mail address").fill("Wilma@gmail.com");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForURL(/\?person=/);
  expect(page.url()).not.toContain("gmail");
  await page.getByRole("link", { name: "Wilma Wide" }).click();
  await page.getByRole("heading", { name: "Wilma Wide" }).waitFor();
  for (const text of [
    "wil.ma@gmail.com",
    "Frieda Friend",
    "Handed to the mail provider",
    "Fingerprint (SHA-256)",
  ])
    await page.getByText(text).first().waitFor();

  await page.getByRole("button", { name: "Quarantine" }).click();
  await page.getByRole("button", { name: "Restore" }).waitFor();
  expect(await getSignatureCount()).toBe(count - 1);
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Quarantine" }).waitFor();
  expect(await getSignatureCount()).toBe(count);

  const log = await appDatabase().select().from(auditEvents).where(eq(auditEvents.actorId, member.id));
  expect(log.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["signature.read", "signature.set-aside", "signature.restored"]),
  );
  expect(JSON.stringify(log)).not.toMatch(/gmail|Wilma/i);
});

test("without scripts Carla filters the list, quarantines selected signatures, and pages through the list", async () => {
  for (const number of [1, 2])
    await post(`/api/v1/campaigns/${CAMPAIGN}/signatures`, {
      name: `Bot ${number}`,
      email: `bot${number}@spam.example.net`,
    });
  const { page } = await aStaffPage("campaigner", { javascript: false });
  await page.goto(SIGNATURES_PAGE);
  await page.getByText("Filter").click();
  await page.getByLabel("Mail domain").fill("spam.example.net");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("link", { name: "Remove: Mail domain: spam.example.net" }).waitFor();
  for (const number of [1, 2]) await page.getByLabel(`Choose Bot ${number}`).check();
  await page.getByRole("button", { name: "Quarantine" }).click();
  await page.getByText("2 quarantined. They do not count any more.").waitFor();
  await page.goto(`${SIGNATURES_PAGE}?state=set-aside&domain=spam.example.net`);
  expect(await page.getByRole("row").filter({ hasText: "Bot" }).count()).toBe(2);

  await page.goto(`${SIGNATURES_PAGE}?country=ES`);
  const first = await page.locator("tbody th").allInnerTexts();
  await page.getByRole("link", { name: "Older" }).click();
  expect(page.url()).toContain("country=ES");
  const second = await page.locator("tbody tr").count();
  expect(second).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Newer" }).click();
  expect(await page.locator("tbody th").allInnerTexts()).toEqual(first);
});

test.each(["en", "es"] as const)(
  "the list and the details of a signature are accessible (%s)",
  async (locale) => {
    const { page } = await aStaffPage("owner", { locale });
    const list = `/${locale}/staff/campaigns/${CAMPAIGN}/signatures`;
    await page.goto(`${list}?state=confirmed`);
    const details = await page.locator("tbody th a").first().getAttribute("href");
    await expectAccessibleAtEveryWidth(page);
    for (const path of [`${list}?name=zzzz&country=TV`, details ?? ""]) {
      await page.goto(path);
      await expectAccessibleAtEveryWidth(page);
    }
  },
);
