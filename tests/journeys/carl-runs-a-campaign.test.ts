import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessibleAtEveryWidth } from "../support/browser";
import { anArticle } from "../support/factories";
import { linkIn } from "../support/mailbox";
import { confirmByApi, getSignatureCount, post, signByApi } from "../support/public-api";
import { aStaffPage } from "../support/staff-session";

const waitForStatus = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

async function createDraft(page: Page, title: string) {
  await page.goto("/en/staff");
  await page.getByRole("link", { name: "New campaign" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByText("This address is free.").waitFor();
  await page.getByLabel("Who is asked").fill("The city council");
  await page.getByRole("button", { name: "Create the draft" }).click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  return page.url().split("/").at(-2) ?? "";
}

async function write(page: Page, fields: Record<string, string>) {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "Save draft" }).click();
  await waitForStatus(page, "Saved as a draft.");
}

/** Publishes an article with a call-out of the campaign. Returns its path. */
async function anArticleAbout(slug: string) {
  const [campaign] = await appDatabase().select().from(campaigns).where(eq(campaigns.slug, slug));
  if (!campaign) throw new Error(`no campaign ${slug}`);
  return `/en/articles/${(await anArticle(appDatabase(), { slug: `about-${slug}`, callOuts: [campaign] })).slug}`;
}

test("Carl drafts, publishes, rewords and wins a campaign, and its call-outs show each state", async () => {
  const { page } = await aStaffPage("campaigner");
  const slug = await createDraft(page, "Open the library on Sundays");
  expect(slug).toBe("open-the-library-on-sundays");

  // A draft is not public, and cannot be published before its text is complete.
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await waitForStatus(page, "the text is missing in English");
  expect((await fetch(new URL(`/api/v1/campaigns/${slug}`, page.url()))).status).toBe(404);
  await write(page, {
    Summary: "It is closed when people have time.",
    "What we ask": "Open it from ten to four.",
  });

  await page.getByRole("link", { name: "Preview the page" }).click();
  await page.getByText("Only staff see this page.").waitFor();
  await page.getByText("Open it from ten to four.").waitFor();
  expect(await page.locator(".sign-form").count(), "the preview shows the form").toBe(1);
  expect(await page.locator("[inert] .sign-form").count(), "the form is inert").toBe(1);
  await page.getByRole("link", { name: "Back to the editor" }).click();

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await waitForStatus(page, "Published.");
  await page.getByRole("button", { name: "Undo" }).click();
  await waitForStatus(page, "Undone.");
  // The message of the undone action disappears.
  await page.getByRole("status").filter({ hasText: "Published." }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await waitForStatus(page, "Published.");

  const article = await anArticleAbout(slug);
  const reader = await aPage();
  await reader.goto(article);
  await reader.locator('.call-out[data-state="open"]').getByText("Take Action").waitFor();
  await confirmByApi(await signByApi({ email: "sunday.sue@example.org", campaign: slug }));
  expect(await getSignatureCount(slug)).toBe(1);

  // One signature of the first text is unconfirmed when the new text is published.
  const pending = await signByApi({ email: "sunday.sam@example.org", campaign: slug });
  await page.goto(`/en/staff/campaigns/${slug}/edit`);
  await write(page, { "What we ask": "Open it from ten to six." });
  await page.getByRole("link", { name: "Review and publish" }).click();
  await page.getByText(/^1 person has signed the current text/).waitFor();
  const asked = page.getByRole("row", { name: /^What we ask/ });
  expect(await asked.locator("del").allTextContents()).toEqual(["four"]);
  expect(await asked.locator("ins").allTextContents()).toEqual(["six"]);
  await page.getByRole("button", { name: "Publish new text" }).click();
  await page.getByText("1 person signed it").waitFor();
  await page.getByText("nobody signed it").waitFor();

  await reader.goto(`/en/campaigns/${slug}`);
  await reader.getByText("Open it from ten to six.").waitFor();
  await reader.goto(linkIn(pending));
  await reader.getByText("The exact text you sign").click();
  await reader.getByText("Open it from ten to four.").waitFor();

  await page.getByText("End it").click();
  await page.getByLabel("Outcome (English)").first().fill("The council opens it from May on.");
  await page.getByRole("button", { name: "Close now" }).click();
  await waitForStatus(page, "Closed.");
  expect(
    (await post(`/api/v1/campaigns/${slug}/signatures`, { name: "Late", email: "late@example.org" })).status,
  ).toBe(409);
  await page.getByRole("button", { name: "Undo" }).click();
  await waitForStatus(page, "Undone.");
  await page.getByRole("button", { name: "Declare won" }).click();
  await waitForStatus(page, "Won.");
  await reader.goto(article);
  const slip = reader.locator('.call-out[data-state="won"]').first();
  await slip.getByText("You did it").waitFor();
  await slip.getByText("The council opens it from May on.").waitFor();
});

test("a campaigner who saves outdated settings sees the other's change before overwriting it", async () => {
  const [{ page: carl }, { page: cora }] = [await aStaffPage("campaigner"), await aStaffPage("campaigner")];
  const slug = await createDraft(carl, "Plant trees at the station");
  await cora.goto(`/en/staff/campaigns/${slug}/edit`);
  await carl.getByLabel("Goal", { exact: true }).fill("500");
  await carl.getByRole("button", { name: "Save settings" }).click();
  await waitForStatus(carl, "Saved.");
  await cora.getByLabel("Goal", { exact: true }).fill("900");
  await cora.getByRole("button", { name: "Save settings" }).click();
  await cora.getByText("Someone else saved: 500").waitFor();
  expect(await cora.getByLabel("Goal", { exact: true }).inputValue(), "keeps what she typed").toBe("900");
  await cora.getByRole("button", { name: "Save settings" }).click();
  await waitForStatus(cora, "Saved.");
  await carl.reload();
  expect(await carl.getByLabel("Goal", { exact: true }).inputValue()).toBe("900");
});

test("the petition text is saved while it is written, and a dropped draft can be restored", async () => {
  const { page } = await aStaffPage("campaigner", { phone: true });
  const slug = await createDraft(page, "Mend the bridge");
  await page.getByLabel("Summary", { exact: true }).fill("It has been shut for a year.");
  await waitForStatus(page, "Saved as a draft.");
  await page.reload();
  expect(await page.getByLabel("Summary", { exact: true }).inputValue()).toBe("It has been shut for a year.");
  await write(page, { "What we ask": "Mend it." });
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await waitForStatus(page, "Published.");
  await write(page, { "What we ask": "Mend it by May." });
  await page.getByRole("button", { name: "Discard this draft" }).click();
  await waitForStatus(page, "The draft is discarded.");
  const text = page.getByRole("region", { name: "Petition text" });
  await text.getByRole("button", { name: "Undo" }).click();
  await waitForStatus(page, "Saved as a draft.");
  await page.goto(`/en/staff/campaigns/${slug}/edit/review`);
  await page.getByText("by May").waitFor();
});

test.each(["en", "es"] as const)(
  "the campaign editor is accessible and fits the screen (%s)",
  async (locale) => {
    const { page } = await aStaffPage("campaigner", { locale });
    const campaign = `/${locale}/staff/campaigns/stand-with-refugees`;
    for (const path of [
      `/${locale}/staff/campaigns/new`,
      `${campaign}/edit`,
      `${campaign}/preview`,
      `${campaign}/edit/review`,
    ]) {
      await page.goto(path);
      await expectAccessibleAtEveryWidth(page);
    }
  },
);
