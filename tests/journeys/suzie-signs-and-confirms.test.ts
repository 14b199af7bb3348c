import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { codeIn, linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, getSignatureCount } from "../support/public-api";
import { stack } from "../support/stack";

const articlePath = `/en/articles/${ARTICLE}`;
const campaignPath = `/en/campaigns/${CAMPAIGN}`;

const firstCallOut = (page: Page) => page.locator("#act-1");

/** Returns the count that is shown in an element. */
async function shownCount(element: Locator): Promise<number> {
  const text = await element.locator(`[data-count="${CAMPAIGN}"]`).first().textContent();
  return Number(text?.replaceAll(",", ""));
}

async function openForm(page: Page) {
  await page.goto(articlePath);
  await firstCallOut(page).getByRole("link", { name: "Sign the petition" }).click();
  const form = firstCallOut(page).getByRole("form");
  await form.waitFor();
  return form;
}

/** Returns the field with exactly this label. */
const fieldOf = (form: Locator, label: string) => form.getByLabel(label, { exact: true });

async function fillIn(form: Locator, { name, email }: { name: string; email: string }) {
  await fieldOf(form, "Your name").fill(name);
  await fieldOf(form, "E-mail").fill(email);
}

const press = (area: Locator, name: string) => area.getByRole("button", { name, exact: true }).click();
const waitForHeading = (area: Locator, name: string) => area.getByRole("heading", { name }).waitFor();

test("Suzie signs inside the article, confirms by code, and every count on the site includes her", async () => {
  const page = await aPage();
  const form = await openForm(page);
  const before = await getSignatureCount();
  expect(await shownCount(firstCallOut(page))).toBe(before);
  await fillIn(form, { name: "Suzie Ferreira", email: "suzie@example.org" });
  await press(form, "Sign");
  await waitForHeading(firstCallOut(page), "Check your inbox");
  expect(await getSignatureCount()).toBe(before);

  const mail = await waitForMail("suzie@example.org");
  expect(mail.html).not.toContain("Suzie Ferreira");
  await firstCallOut(page).getByLabel("Code from the mail").fill(codeIn(mail));
  await press(firstCallOut(page), "Confirm");
  await waitForHeading(firstCallOut(page), "Thank you. It counts.");
  expect(new URL(page.url()).pathname).toBe(articlePath);
  expect(await firstCallOut(page).getByLabel("Your link").inputValue()).toMatch(
    new RegExp(`^${stack().appUrl}/s/[a-z0-9]{9}$`),
  );
  expect(await shownCount(firstCallOut(page))).toBe(before + 1);
  expect(await shownCount(page.locator("#act-end"))).toBe(before + 1);

  const withoutScripts = await aPage({ javascript: false });
  for (const path of [campaignPath, articlePath]) {
    await withoutScripts.goto(path);
    expect(await shownCount(withoutScripts.locator("main")), path).toBe(before + 1);
  }
});

test("Suzie's friend confirms by the link in the mail and gets a share link", async () => {
  const page = await aPage();
  const before = await getSignatureCount();
  const form = await openForm(page);
  await fillIn(form, { name: "Mercy Adams", email: "mercy@example.org" });
  await press(form, "Sign");
  await waitForHeading(firstCallOut(page), "Check your inbox");

  await page.goto(linkIn(await waitForMail("mercy@example.org")));
  await waitForHeading(page.locator("main"), "Confirm your signature");
  await page.getByText("Mercy Adams").waitFor();
  expect(await getSignatureCount()).toBe(before);
  await press(page.locator("main"), "Confirm my signature");
  await waitForHeading(page.locator("main"), "Thank you. It counts.");
  await page.getByText(`You and ${before.toLocaleString("en")} other people have signed`).waitFor();
  const own = await page.getByLabel("Your link").inputValue();
  expect(own).toMatch(new RegExp(`^${stack().appUrl}/s/[a-z0-9]{9}$`));

  const code = own.split("/").at(-1);
  await page.waitForURL((url) => url.pathname + url.search === `${campaignPath}?via=${code}`);
});

test("a mistyped mail domain is corrected with one press", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Suzie Ferreira", email: "suzie.ferreira@gmial.com" });
  await fieldOf(form, "Your name").focus();
  await form.getByText("Did you mean suzie.ferreira@gmail.com?").waitFor();
  await press(form, "Yes, use that");
  expect(await fieldOf(form, "E-mail").inputValue()).toBe("suzie.ferreira@gmail.com");

  await fillIn(form, { name: "Suzie Ferreira", email: "suzie.ferreira@gmial.com" });
  await press(form, "Sign");
  const question = form.getByRole("group", { name: "Did you mean suzie.ferreira@gmail.com?" });
  await question.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "FIELDSET");
  await press(form, "No, it is right as I typed it");
  await waitForHeading(firstCallOut(page), "Check your inbox");
});

test("the short form of the name is shown before signing", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Dr. Suzie Ferreira", email: "suzie.short@example.org" });
  await form.getByText("Add a comment, or show your name").click();
  await fieldOf(form, "How your name is shown").selectOption("first");
  expect(await fieldOf(form, "Shown as").inputValue()).toBe("Suzie");
  await fillIn(form, { name: "王小明", email: "suzie.short@example.org" });
  expect(await fieldOf(form, "Shown as").inputValue()).toBe("");
  await press(form, "Sign");
  await form.getByText("Enter the name to show.").waitFor();
});

test("errors are shown beside their fields, and all input is kept", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Suzie https://example.org", email: "suzie at example" });
  await fieldOf(form, "Country (optional)").selectOption("BR");
  await press(form, "Sign");

  const name = fieldOf(form, "Your name");
  const email = fieldOf(form, "E-mail");
  await form.getByText("Enter just a name, without links, addresses or phone numbers.").waitFor();
  for (const field of [name, email]) expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await descriptionOf(page, name)).toContain(
    "Enter just a name, without links, addresses or phone numbers.",
  );
  expect(await descriptionOf(page, email)).toContain("This is not a complete e-mail address.");
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await name.inputValue()).toBe("Suzie https://example.org");
  expect(await email.inputValue()).toBe("suzie at example");
  expect(await fieldOf(form, "Country (optional)").inputValue()).toBe("BR");
});

/** Returns the description that a screen reader reads for a field. */
async function descriptionOf(page: Page, field: Locator): Promise<string> {
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(" ");
}

test("a double click signs once", async () => {
  const page = await aPage();
  const form = await openForm(page);
  const signatures = `${stack().appUrl}/api/v1/campaigns/${CAMPAIGN}/signatures`;
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/signatures")) sent.push(request.url());
  });
  await fillIn(form, { name: "Suzie Twice", email: "suzie.twice@example.org" });
  await form.getByRole("button", { name: "Sign", exact: true }).dblclick();
  await waitForHeading(firstCallOut(page), "Check your inbox");
  await waitForMail("suzie.twice@example.org");
  expect(sent).toEqual([signatures]);
  expect(await listMailsTo("suzie.twice@example.org")).toHaveLength(1);
});

test("a wrong code shows an error, and the right one still confirms", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Suzie Hasty", email: "suzie.hasty@example.org" });
  await press(form, "Sign");
  const code = codeIn(await waitForMail("suzie.hasty@example.org"));
  const field = firstCallOut(page).getByLabel("Code from the mail");
  await field.fill(code === "000000" ? "000001" : "000000");
  await press(firstCallOut(page), "Confirm");
  await firstCallOut(page).getByText("That is not the code").waitFor();
  await field.fill(code);
  await press(firstCallOut(page), "Confirm");
  await waitForHeading(firstCallOut(page), "Thank you. It counts.");
});

test("a wrong address can be corrected after signing, and a closed dialog keeps its input", async () => {
  const page = await aPage();
  await page.goto(articlePath);
  const link = page.getByRole("link", { name: "you can take action here" });
  await link.click();
  const dialog = page.getByRole("dialog");
  await fillIn(dialog, { name: "Suzie Corrected", email: "suzie.wrong@example.org" });
  await press(dialog, "Close");
  await link.click();
  expect(await fieldOf(dialog, "Your name").inputValue()).toBe("Suzie Corrected");

  await press(dialog, "Sign");
  await dialog.getByText("If suzie.wrong@example.org can get mail from us").waitFor();
  await press(dialog, "Correct the address");
  expect(await fieldOf(dialog, "Your name").inputValue()).toBe("Suzie Corrected");
  await fieldOf(dialog, "E-mail").fill("suzie.right@example.org");
  await press(dialog, "Sign");
  await dialog.getByText("If suzie.right@example.org can get mail from us").waitFor();
  await dialog.getByLabel("Code from the mail").fill(codeIn(await waitForMail("suzie.right@example.org")));
  await press(dialog, "Confirm");
  await waitForHeading(dialog, "Thank you. It counts.");
});
