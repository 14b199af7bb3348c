import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aPage } from "../support/browser";
import { aCampaign } from "../support/factories";
import { aStaffPage } from "../support/staff-session";

const MEXICO = "America/Mexico_City";
const YEAR = new Date().getUTCFullYear() + 1;

test("a deadline is read as it was set, in the zone of its reader, and says which that is", async () => {
  const { slug } = await aCampaign(appDatabase());
  const { page: editor } = await aStaffPage("campaigner", { timeZone: MEXICO });
  await editor.goto(`/en/staff/campaigns/${slug}/edit`);
  const field = editor.getByLabel("Deadline", { exact: true });
  const note = (await field.getAttribute("aria-describedby"))?.split(" ")[0];
  await editor.locator(`#${note}`).getByText("America/Mexico_City, UTC-06:00").waitFor();
  await field.fill(`${YEAR}-12-01T23:59`);
  await editor.getByRole("button", { name: "Save settings" }).click();
  await editor.getByRole("status").filter({ hasText: "Saved." }).waitFor();
  const [{ closesAt } = { closesAt: null }] = await appDatabase()
    .select({ closesAt: campaigns.closesAt })
    .from(campaigns)
    .where(eq(campaigns.slug, slug));
  expect(closesAt?.toISOString()).toBe(`${YEAR}-12-02T05:59:00.000Z`);

  const path = `/en/campaigns/${slug}`;
  const readers = [
    { timeZone: MEXICO, reads: `Open until December 1, ${YEAR} at 11:59 PM CST` },
    { timeZone: "Asia/Tokyo", reads: `Open until December 2, ${YEAR} at 2:59 PM GMT+9` },
    { timeZone: MEXICO, javascript: false, reads: `Open until December 2, ${YEAR} at 5:59 AM UTC` },
  ];
  for (const { reads, ...reader } of readers) {
    const page = await aPage(reader);
    await page.goto(path);
    await page.getByText(reads).waitFor();
    expect(await page.locator(`time[datetime="${closesAt?.toISOString()}"]`).count()).toBe(1);
  }
});
