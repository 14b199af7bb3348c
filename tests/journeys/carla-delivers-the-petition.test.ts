import { readFile } from "node:fs/promises";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { auditEvents, campaigns, commentReviews, signatures } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { axe } from "../support/browser";
import { parseCsv } from "../support/exports";
import { linkIn, waitForMail } from "../support/mailbox";
import { CAMPAIGN, confirmByApi, signByApi } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

const EXPORTS_PAGE = `/en/staff/campaigns/${CAMPAIGN}/exports`;
const PACK_TIMEOUT = { timeout: 60_000 };

/** Clicks a link and returns the file that it downloads. */
async function downloadBy(page: Page, name: string) {
  const pending = page.waitForEvent("download");
  await page.getByRole("link", { name }).first().click();
  const download = await pending;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function decideOnComment(comment: string, decision: { approvedAt: Date } | { declinedAt: Date }) {
  const db = appDatabase();
  const [signature] = await db
    .select({ id: signatures.id })
    .from(signatures)
    .where(eq(signatures.comment, comment));
  await db
    .update(commentReviews)
    .set(decision)
    .where(eq(commentReviews.signatureId, signature?.id ?? ""));
}

test("with an old session Carla signs in again before exporting, and returns to the export page", async () => {
  const { page, member } = await aStaffPage("campaigner", { minutesAgo: 20 });
  await page.goto(`${EXPORTS_PAGE}?country=PT`);
  await page.getByRole("heading", { name: "Sign in again first" }).waitFor();
  expect(await page.getByRole("button", { name: "Export" }).count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await page.getByRole("link", { name: "Sign in again" }).click();
  await page.waitForURL(/sign-in\/again/);
  await page.getByRole("button", { name: /link/i }).click();
  await page.goto(linkIn(await waitForMail(member.email)));
  await page.getByRole("button", { name: "Open the staff area" }).click();
  await page.waitForURL(/exports\?country=PT/);
  await page.getByLabel(/Those of the filter: Country: Portugal/).waitFor();
});

test("Carla exports a filtered list: it has the filtered rows, and the audit log has the reason", async () => {
  await confirmByApi(await signByApi({ email: "filipa@example.org", name: "=Filipa Faro", country: "FO" }));
  await confirmByApi(await signByApi({ email: "frida@example.org", name: "Frida Faro", country: "FO" }));
  const { page, member } = await aStaffPage("campaigner");
  await page.goto(`/en/staff/campaigns/${CAMPAIGN}/signatures?country=FO`);
  await page.getByRole("link", { name: "Export this list" }).click();
  await page.getByRole("heading", { name: "Export signatures" }).waitFor();
  expect(await axe(page)).toEqual([]);
  const form = page.getByRole("region", { name: "Export signatures" });
  expect(await form.getByLabel("E-mail").isChecked()).toBe(false);
  await form.getByLabel("E-mail").check();
  await form.getByLabel("Why").fill("For the hearing on Monday");
  await form.getByRole("button", { name: "Export" }).click();
  await page.getByText("It is ready: download it below.").waitFor();
  const { name, bytes } = await downloadBy(page, "Download");
  expect(name).toMatch(new RegExp(`^${CAMPAIGN}-signatures-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(parseCsv(bytes).map(({ name, email, country }) => ({ name, email, country }))).toEqual([
    { name: "'=Filipa Faro", email: "filipa@example.org", country: "FO" },
    { name: "Frida Faro", email: "frida@example.org", country: "FO" },
  ]);
  const log = await appDatabase().select().from(auditEvents).where(eq(auditEvents.actorId, member.id));
  expect(log.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["export.requested", "export.downloaded"]),
  );
  expect(JSON.stringify(log)).toContain("For the hearing on Monday");
  expect(JSON.stringify(log)).not.toMatch(/Faro|filipa|frida/);

  await page.getByRole("button", { name: "Delete the file now" }).first().click();
  await page.getByText("The file was deleted before it expired.").first().waitFor();
});

test("Carla makes a delivery pack: its letter and list contain the approved comments and no hidden data", async () => {
  const comments = { good: "Because my grandmother fled, too.", hidden: "Buy cheap watches." };
  const people = { name: "Greta Geber", display: "full", country: "AT" };
  await confirmByApi(await signByApi({ email: "greta@example.org", ...people, comment: comments.good }));
  await confirmByApi(
    await signByApi({
      email: "hans@example.org",
      name: "Hans Hidden",
      deliver: "count",
      country: "AT",
      comment: comments.hidden,
    }),
  );
  await decideOnComment(comments.good, { approvedAt: new Date() });
  await decideOnComment(comments.hidden, { declinedAt: new Date() });

  const { page } = await aStaffPage("campaigner");
  await page.goto(EXPORTS_PAGE);
  const form = page.getByRole("region", { name: "Make a delivery pack" });
  await form.getByLabel("Why").fill("To be handed over on Monday");
  await form.getByRole("button", { name: "Make the pack" }).click();
  await page.getByRole("link", { name: "Letter (PDF)" }).waitFor(PACK_TIMEOUT);
  expect(await axe(page)).toEqual([]);
  const letter = await downloadBy(page, "Letter (PDF)");
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(letter.bytes)), {
    mergePages: true,
  });
  const letterText = text.replace(/\s+/g, " ");
  const confirmed = await countConfirmed();
  expect(letterText).toContain("What was signed");
  expect(letterText).toMatch(
    new RegExp(`${confirmed.toLocaleString("en")} ?people have signed this petition`),
  );
  for (const shown of ["Greta Geber", comments.good, "Austria"]) expect(letterText).toContain(shown);
  for (const hidden of ["Hans", comments.hidden, "greta@example.org"])
    expect(letterText).not.toContain(hidden);

  const list = parseCsv((await downloadBy(page, "List for the target (CSV)")).bytes);
  expect(list).toHaveLength(confirmed);
  expect(list.filter(({ name }) => name === "Greta Geber")).toMatchObject([
    { country: "AT", comment: comments.good },
  ]);
});

async function countConfirmed(): Promise<number> {
  const db = appDatabase();
  const [campaign] = await db.select().from(campaigns).where(eq(campaigns.slug, CAMPAIGN));
  return db.$count(
    signatures,
    and(eq(signatures.campaignId, campaign?.id ?? ""), isNotNull(signatures.confirmedAt)),
  );
}

test("the export page is accessible and fits a phone, in Spanish", async () => {
  const { page } = await aStaffPage("campaigner", { phone: true, dark: true, locale: "es" });
  await page.goto(EXPORTS_PAGE.replace("/en/", "/es/"));
  await page.getByRole("heading", { name: "Exportar firmas" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axe(page)).toEqual([]);
});
