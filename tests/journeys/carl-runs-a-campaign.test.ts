import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { campaigns } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessible } from "../support/browser";
import { anArticle } from "../support/factories";
import { linkIn } from "../support/mailbox";
import { confirmByApi, getSignatureCount, post, signByApi } from "../support/signing";
import { aStaffPage } from "../support/staff-session";

const saidDone = (page: Page, words: string | RegExp) =>
  page.getByRole("status").filter({ hasText: words }).waitFor();

async function begin(page: Page, title: string) {
  await page.goto("/en/staff");
  await page.getByRole("link", { name: "New campaign" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByText("This address is free.").waitFor();
  await page.getByLabel("Who is asked").fill("The city council");
  await page.getByRole("button", { name: "Begin the draft" }).click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  return page.url().split("/").at(-2) ?? "";
}

async function write(page: Page, words: Record<string, string>) {
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "Save draft" }).click();
  await saidDone(page, "Saved as a draft.");
}

/** An article that carries the campaign, since before it ended. */
async function anArticleAbout(slug: string) {
  const [campaign] = await appDatabase().select().from(campaigns).where(eq(campaigns.slug, slug));
  if (!campaign) throw new Error(`no campaign ${slug}`);
  return `/en/articles/${(await anArticle(appDatabase(), { slug: `about-${slug}`, carries: [campaign] })).slug}`;
}

test("Carl begins a campaign, publishes it, words it anew, and wins it; every call-out follows", async () => {
  const { page } = await aStaffPage("campaigner");
  const slug = await begin(page, "Open the library on Sundays");
  expect(slug).toBe("open-the-library-on-sundays");

  // A draft is nobody's business yet, and cannot be published before it says everything.
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await saidDone(page, "words are missing in English");
  expect((await fetch(new URL(`/api/v1/campaigns/${slug}`, page.url()))).status).toBe(404);
  await write(page, {
    Summary: "It is closed when people have time.",
    "What we ask": "Open it from ten to four.",
  });

  await page.getByRole("link", { name: "Preview the page" }).click();
  await page.getByText("Only staff see this page.").waitFor();
  await page.getByText("Open it from ten to four.").waitFor();
  expect(await page.locator(".sign-form").count(), "the form is there to be looked at").toBe(1);
  expect(await page.locator("[inert] .sign-form").count(), "and does nothing").toBe(1);
  await page.getByRole("link", { name: "Back to the editor" }).click();

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await saidDone(page, "Published.");
  await page.getByRole("button", { name: "Undo" }).click();
  await saidDone(page, "Taken back.");
  // What was taken back is not said any more.
  await page.getByRole("status").filter({ hasText: "Published." }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await saidDone(page, "Published.");

  const article = await anArticleAbout(slug);
  const reader = await aPage();
  await reader.goto(article);
  await reader.locator('.call-out[data-state="open"]').getByText("Take Action").waitFor();
  await confirmByApi(await signByApi({ email: "sunday.sue@example.org", campaign: slug }));
  expect(await getSignatureCount(slug)).toBe(1);

  // Somebody signs the first words and has not confirmed when the new ones are published.
  const pending = await signByApi({ email: "sunday.sam@example.org", campaign: slug });
  await page.goto(`/en/staff/campaigns/${slug}/edit`);
  await write(page, { "What we ask": "Open it from ten to six." });
  await page.getByRole("link", { name: "Review and publish" }).click();
  await page.getByText(/^1 person has signed the words as they are/).waitFor();
  const asked = page.getByRole("row", { name: /^What we ask/ });
  expect(await asked.locator("del").allTextContents()).toEqual(["four"]);
  expect(await asked.locator("ins").allTextContents()).toEqual(["six"]);
  await page.getByRole("button", { name: "Publish new words" }).click();
  await page.getByText("1 person signed it").waitFor();
  await page.getByText("nobody signed it").waitFor();

  await reader.goto(`/en/campaigns/${slug}`);
  await reader.getByText("Open it from ten to six.").waitFor();
  await reader.goto(linkIn(pending));
  await reader.getByText("The exact words you sign").click();
  await reader.getByText("Open it from ten to four.").waitFor();

  await page.getByText("End it").click();
  await page.getByLabel("Outcome (English)").first().fill("The council opens it from May on.");
  await page.getByRole("button", { name: "Close now" }).click();
  await saidDone(page, "Closed.");
  expect(
    (await post(`/api/v1/campaigns/${slug}/signatures`, { name: "Late", email: "late@example.org" })).status,
  ).toBe(409);
  await page.getByRole("button", { name: "Undo" }).click();
  await saidDone(page, "Taken back.");
  await page.getByRole("button", { name: "Declare won" }).click();
  await saidDone(page, "Won.");
  await reader.goto(article);
  const slip = reader.locator('.call-out[data-state="won"]').first();
  await slip.getByText("You did it").waitFor();
  await slip.getByText("The council opens it from May on.").waitFor();
});

test("of two campaigners at the same settings, neither loses what they set", async () => {
  const [{ page: carl }, { page: cora }] = [await aStaffPage("campaigner"), await aStaffPage("campaigner")];
  const slug = await begin(carl, "Plant trees at the station");
  await cora.goto(`/en/staff/campaigns/${slug}/edit`);
  await carl.getByLabel("Goal", { exact: true }).fill("500");
  await carl.getByRole("button", { name: "Save settings" }).click();
  await saidDone(carl, "Saved.");
  await cora.getByLabel("Goal", { exact: true }).fill("900");
  await cora.getByRole("button", { name: "Save settings" }).click();
  await cora.getByText("Somebody else wrote: 500").waitFor();
  expect(await cora.getByLabel("Goal", { exact: true }).inputValue(), "what she typed is still there").toBe(
    "900",
  );
  await cora.getByRole("button", { name: "Save settings" }).click();
  await saidDone(cora, "Saved.");
  await carl.reload();
  expect(await carl.getByLabel("Goal", { exact: true }).inputValue()).toBe("900");
});

test("words are saved while they are written, and a dropped draft can be had back", async () => {
  const { page } = await aStaffPage("campaigner", { phone: true });
  const slug = await begin(page, "Mend the bridge");
  await page.getByLabel("Summary", { exact: true }).fill("It has been shut for a year.");
  await saidDone(page, "Saved as a draft.");
  await page.reload();
  expect(await page.getByLabel("Summary", { exact: true }).inputValue()).toBe("It has been shut for a year.");
  await write(page, { "What we ask": "Mend it." });
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await saidDone(page, "Published.");
  await write(page, { "What we ask": "Mend it by May." });
  await page.getByRole("button", { name: "Drop this draft" }).click();
  await saidDone(page, "The draft is gone.");
  const words = page.getByRole("region", { name: "Petition text" });
  await words.getByRole("button", { name: "Undo" }).click();
  await saidDone(page, "Saved as a draft.");
  await page.goto(`/en/staff/campaigns/${slug}/edit/review`);
  await page.getByText("by May").waitFor();
});

test.each(["en", "es"] as const)("the desk can be read by everyone (%s)", async (locale) => {
  for (const options of [{ phone: true } as const, {}]) {
    const { page } = await aStaffPage("campaigner", { ...options, locale });
    const desk = `/${locale}/staff/campaigns/stand-with-refugees`;
    for (const path of [
      `/${locale}/staff/campaigns/new`,
      `${desk}/edit`,
      `${desk}/preview`,
      `${desk}/edit/review`,
    ]) {
      await page.goto(path);
      await expectAccessible(page);
      const tooWide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
      expect(await page.evaluate(tooWide), `${path} is wider than the screen`).toBe(false);
    }
  }
});
