import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { aPage } from "../support/browser";
import { codeIn, linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { ARTICLE, CAMPAIGN, getSignatureCount } from "../support/signing";
import { stack } from "../support/stack";

const articlePath = `/en/articles/${ARTICLE}`;
const campaignPath = `/en/campaigns/${CAMPAIGN}`;

const firstCallOut = (page: Page) => page.locator("#act-1");

/** The number that a reader sees in a place. */
async function shownCount(place: Locator): Promise<number> {
  const text = await place.locator(`[data-count="${CAMPAIGN}"]`).first().textContent();
  return Number(text?.replaceAll(",", ""));
}

async function openForm(page: Page) {
  await page.goto(articlePath);
  await firstCallOut(page).getByRole("link", { name: "Sign the petition" }).click();
  const form = firstCallOut(page).getByRole("form");
  await form.waitFor();
  return form;
}

/** The field with exactly this label. */
const fieldOf = (form: Locator, label: string) => form.getByLabel(label, { exact: true });

async function fillIn(form: Locator, { name, email }: { name: string; email: string }) {
  await fieldOf(form, "Your name").fill(name);
  await fieldOf(form, "E-mail").fill(email);
}

const press = (place: Locator, name: string) => place.getByRole("button", { name, exact: true }).click();
const heading = (place: Locator, name: string) => place.getByRole("heading", { name }).waitFor();

test("Suzie signs without leaving the paragraph, types the code, and is counted everywhere at once", async () => {
  const page = await aPage();
  const form = await openForm(page);
  const before = await getSignatureCount();
  expect(await shownCount(firstCallOut(page))).toBe(before);
  await fillIn(form, { name: "Suzie Ferreira", email: "suzie@example.org" });
  await press(form, "Sign");
  await heading(firstCallOut(page), "Check your inbox");
  expect(await getSignatureCount()).toBe(before);

  const mail = await waitForMail("suzie@example.org");
  expect(mail.html).not.toContain("Suzie Ferreira");
  await firstCallOut(page).getByLabel("Code from the mail").fill(codeIn(mail));
  await press(firstCallOut(page), "Confirm");
  await heading(firstCallOut(page), "Thank you. It counts.");
  expect(new URL(page.url()).pathname).toBe(articlePath);
  expect(await firstCallOut(page).getByLabel("Your link").inputValue()).toMatch(
    new RegExp(`^${stack().appUrl}/s/[a-z0-9]{9}$`),
  );
  expect(await shownCount(firstCallOut(page))).toBe(before + 1);
  expect(await shownCount(page.locator("#act-end"))).toBe(before + 1);

  const unscripted = await aPage({ javascript: false });
  for (const path of [campaignPath, articlePath]) {
    await unscripted.goto(path);
    expect(await shownCount(unscripted.locator("main")), path).toBe(before + 1);
  }
});

test("Suzie's friend opens the link instead, presses its button, and is thanked with a link of her own", async () => {
  const page = await aPage();
  const before = await getSignatureCount();
  const form = await openForm(page);
  await fillIn(form, { name: "Mercy Adams", email: "mercy@example.org" });
  await press(form, "Sign");
  await heading(firstCallOut(page), "Check your inbox");

  await page.goto(linkIn(await waitForMail("mercy@example.org")));
  await heading(page.locator("main"), "Confirm your signature");
  await page.getByText("Mercy Adams").waitFor();
  expect(await getSignatureCount()).toBe(before);
  await press(page.locator("main"), "Confirm my signature");
  await heading(page.locator("main"), "Thank you. It counts.");
  await page.getByText(`You and ${before.toLocaleString("en")} other people have signed`).waitFor();
  const own = await page.getByLabel("Your link").inputValue();
  expect(own).toMatch(new RegExp(`^${stack().appUrl}/s/[a-z0-9]{9}$`));

  const code = own.split("/").at(-1);
  await page.waitForURL((url) => url.pathname + url.search === `${campaignPath}?via=${code}`);
});

test("a mistyped mail domain is noticed, and mended with one press", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Suzie Ferreira", email: "suzie.ferreira@gmial.com" });
  await fieldOf(form, "Your name").focus();
  await form.getByText("Did you mean suzie.ferreira@gmail.com?").waitFor();
  await press(form, "Yes, use that");
  expect(await fieldOf(form, "E-mail").inputValue()).toBe("suzie.ferreira@gmail.com");
});

test("what is wrong is said beside its field, and nothing that was typed is lost", async () => {
  const page = await aPage();
  const form = await openForm(page);
  await fillIn(form, { name: "Suzie https://example.org", email: "suzie at example" });
  await fieldOf(form, "Country (optional)").selectOption("BR");
  await press(form, "Sign");

  const name = fieldOf(form, "Your name");
  const email = fieldOf(form, "E-mail");
  await form.getByText("Enter just a name, without links.").waitFor();
  for (const field of [name, email]) expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await described(page, name)).toContain("Enter just a name, without links.");
  expect(await described(page, email)).toContain("This is not a complete e-mail address.");
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await name.inputValue()).toBe("Suzie https://example.org");
  expect(await email.inputValue()).toBe("suzie at example");
  expect(await fieldOf(form, "Country (optional)").inputValue()).toBe("BR");
});

/** What a screen reader reads after a field. */
async function described(page: Page, field: Locator): Promise<string> {
  const ids = (await field.getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).textContent()));
  return texts.join(" ");
}

test("an impatient double click signs once", async () => {
  const page = await aPage();
  const form = await openForm(page);
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await fillIn(form, { name: "Suzie Twice", email: "suzie.twice@example.org" });
  await form.getByRole("button", { name: "Sign", exact: true }).dblclick();
  await heading(firstCallOut(page), "Check your inbox");
  await waitForMail("suzie.twice@example.org");
  expect(sent).toEqual([`${stack().appUrl}/api/v1/campaigns/${CAMPAIGN}/signatures`]);
  expect(await listMailsTo("suzie.twice@example.org")).toHaveLength(1);
});

test("a wrong code is refused beside its field, and the right one still counts", async () => {
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
  await heading(firstCallOut(page), "Thank you. It counts.");
});

test("a wrong address can be corrected after signing, and a closed sheet keeps what was typed", async () => {
  const page = await aPage();
  await page.goto(articlePath);
  const link = page.getByRole("link", { name: "you can take action here" });
  await link.click();
  const sheet = page.getByRole("dialog");
  await fillIn(sheet, { name: "Suzie Corrected", email: "suzie.wrong@example.org" });
  await press(sheet, "Close");
  await link.click();
  expect(await fieldOf(sheet, "Your name").inputValue()).toBe("Suzie Corrected");

  await press(sheet, "Sign");
  await sheet.getByText("Sent to suzie.wrong@example.org.").waitFor();
  await press(sheet, "Correct the address");
  expect(await fieldOf(sheet, "Your name").inputValue()).toBe("Suzie Corrected");
  await fieldOf(sheet, "E-mail").fill("suzie.right@example.org");
  await press(sheet, "Sign");
  await sheet.getByText("Sent to suzie.right@example.org.").waitFor();
  await sheet.getByLabel("Code from the mail").fill(codeIn(await waitForMail("suzie.right@example.org")));
  await press(sheet, "Confirm");
  await heading(sheet, "Thank you. It counts.");
});
