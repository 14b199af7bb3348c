import { expect, test } from "vitest";
import { shareLinks } from "@/db/schema";
import { appDatabase } from "../support/app-database";
import { getStoredAttribution } from "../support/attribution";
import { aPage } from "../support/browser";
import { codeIn, linkIn, waitForMail } from "../support/mailbox";
import { aPlainBrowser, getElement, type PlainPage } from "../support/plain-browser";
import { fieldValue } from "../support/plain-forms";
import { ARTICLE, CAMPAIGN, getSignatureCount } from "../support/public-api";
import { stack } from "../support/stack";

const SIGN = 'form[action$="/signatures"]';
const CONFIRM = 'form[action="/api/v1/confirmations"]';

const shownCount = (page: PlainPage, area = "main") =>
  Number(page.document.querySelector(`${area} [data-count="${CAMPAIGN}"]`)?.text.replaceAll(",", ""));

test("Walter reads, signs, confirms and shares with plain HTTP, and his friend is attributed to his link", async () => {
  const walter = aPlainBrowser();
  const before = await getSignatureCount();
  const article = await walter.open(`/en/articles/${ARTICLE}`);
  expect(article.heading).toBe("The United States leaves the table on migration. The talks go on");
  for (const selector of [
    "#act-1",
    "#act-end",
    ".read-more",
    "a.action-link",
    "figure.quoted-post figcaption a",
  ])
    expect(article.document.querySelector(selector), selector).not.toBeNull();
  expect(shownCount(article, "#act-1")).toBe(before);

  const campaign = await walter.follow(article, "#act-1 a.button-act");
  const inbox = await walter.send(campaign, SIGN, {
    name: "Walter Brandt",
    email: "walter@example.org",
    country: "DE",
    updates: "on",
  });
  expect(inbox.statuses).toEqual([303, 200]);
  expect(inbox.heading).toBe("Check your inbox");
  expect(getElement(inbox, `a[href="/en/articles/${ARTICLE}"]`).text).toBe("Back to what you were reading");

  const link = await walter.open(linkIn(await waitForMail("walter@example.org")));
  expect(link.heading).toBe("Confirm your signature");
  expect(link.text).toContain("Walter Brandt");
  expect(await getSignatureCount()).toBe(before);
  const thanks = await walter.send(link, CONFIRM);
  expect(thanks.statuses).toEqual([303, 200]);
  expect(thanks.heading).toBe("Thank you. It counts.");
  expect(thanks.text).toContain(`You and ${before.toLocaleString("en")} other people have signed`);
  expect(shownCount(await walter.open(`/en/campaigns/${CAMPAIGN}`))).toBe(before + 1);
  expect(shownCount(await walter.open(`/en/articles/${ARTICLE}`), "#act-1")).toBe(before + 1);

  expect(await getStoredAttribution("Walter Brandt")).toMatchObject({
    article: ARTICLE,
    callout: "1",
    via: null,
  });

  const own = getElement(thanks, "input[readonly]").getAttribute("value") ?? "";
  const via = own.split("/").at(-1);
  const friend = aPlainBrowser();
  const shared = await friend.open(own);
  expect(shared.url.href).toBe(`${stack().appUrl}/en/articles/${ARTICLE}?via=${via}`);
  const form = await friend.follow(shared, "#act-1 a.button-act");
  expect(form.url.href).toBe(`${stack().appUrl}/en/campaigns/${CAMPAIGN}?from=${ARTICLE}.1&via=${via}`);
  await friend.send(form, SIGN, { name: "Friend of Walter", email: "friend.of.walter@example.org" });
  expect(await getStoredAttribution("Friend of Walter")).toMatchObject({
    article: ARTICLE,
    callout: "1",
    via,
  });
});

test("the attribution is read from the address of the form's page", async () => {
  const walter = aPlainBrowser();
  const [link] = await appDatabase().select({ code: shareLinks.code }).from(shareLinks).limit(1);
  const address = `/en/campaigns/${CAMPAIGN}?from=${ARTICLE}.bar&via=${link?.code}`;
  await walter.send(await walter.open(address), SIGN, {
    name: "Walter Via",
    email: "walter.via@example.org",
  });
  expect(await getStoredAttribution("Walter Via")).toMatchObject({
    article: ARTICLE,
    callout: "bar",
    via: link?.code,
  });
  await walter.send(await walter.open(`/en/campaigns/${CAMPAIGN}?from=nonsense&via=nonsense`), SIGN, {
    name: "Walter Nowhere",
    email: "walter.nowhere@example.org",
  });
  expect(await getStoredAttribution("Walter Nowhere")).toMatchObject({
    article: null,
    callout: "page",
    via: null,
  });
});

test("the code can be entered on the inbox page, in Spanish", async () => {
  const walter = aPlainBrowser({ language: "es" });
  const front = await walter.open("/");
  expect(front.url.pathname).toBe("/es");
  const campaign = await walter.open(`/es/campaigns/${CAMPAIGN}`);
  const inbox = await walter.send(campaign, SIGN, { name: "Walter Español", email: "walter.es@example.org" });
  expect(inbox.heading).toBe("Mira tu correo");
  const mail = await waitForMail("walter.es@example.org");
  const code = codeIn(mail);
  const wrong = await walter.send(inbox, CONFIRM, { code: code === "000000" ? "000001" : "000000" });
  expect([wrong.status, wrong.heading]).toEqual([422, "Mira tu correo"]);
  for (const page of [inbox, wrong]) expect(page.text).toContain("Walter Español");
  expect(getElement(wrong, ".field-error").text).toBe(
    "Ese no es el código. Quedan 4 intentos. Mira nuestro último correo o pulsa su botón.",
  );
  const before = await getSignatureCount();
  const thanks = await walter.send(wrong, CONFIRM, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(thanks.heading).toBe("Gracias. Tu firma cuenta.");
  expect(await getSignatureCount()).toBe(before + 1);
});

test("a form with errors keeps all input and the attribution", async () => {
  const walter = aPlainBrowser();
  const campaign = await walter.open(`/en/campaigns/${CAMPAIGN}?from=${ARTICLE}.2`);
  const typed = {
    email: "walter at example",
    country: "FR",
    comment: 'Keep <your> "word".',
    display: "first",
  };
  const again = await walter.send(campaign, SIGN, { name: "", updates: "on", ...typed });
  expect(again.status).toBe(422);
  expect(again.text).toContain("Enter your name.");
  expect(again.text).toContain("This is not a complete e-mail address.");
  const form = getElement(again, SIGN);
  const kept = Object.fromEntries(Object.keys(typed).map((name) => [name, fieldValue(form, name)]));
  expect(kept).toEqual(typed);
  expect(fieldValue(form, "updates")).toBe("on");

  const mended = { name: "Walter Mended", email: "walter.mended@gmial.com" };
  const doubted = await walter.send(again, SIGN, mended, "Sign");
  expect([doubted.status, doubted.heading]).toEqual([200, "One question about your address"]);
  expect(doubted.text).toContain("Did you mean walter.mended@gmail.com?");
  const inbox = await walter.send(doubted, SIGN, {}, "Yes, use that");
  expect(inbox.heading).toBe("Check your inbox");
  await waitForMail("walter.mended@gmail.com");
  expect(await getStoredAttribution("Walter Mended")).toMatchObject({
    article: ARTICLE,
    callout: "2",
    via: null,
  });
});

test("staff sign in and read a dashboard without scripts", async () => {
  const walter = aPlainBrowser();
  const signIn = await walter.open("/en/staff");
  const sent = await walter.send(signIn, 'form[action="/api/staff/sign-in-links"]', {
    email: "analyst@example.org",
  });
  expect(sent.heading).toBe("Check your inbox");
  const link = await walter.open(linkIn(await waitForMail("analyst@example.org")));
  expect(link.heading).toBe("Welcome back");
  const home = await walter.send(link, 'form[action="/api/staff/sessions"]');
  expect([home.statuses, home.heading]).toEqual([[303, 200], "Campaigns"]);
  expect(home.text).toContain((await getSignatureCount()).toLocaleString("en"));
  const figures = await walter.follow(home, `a[href="/en/staff/campaigns/${CAMPAIGN}"]`);
  for (const part of [
    "Confirmed",
    "Pending",
    "Per minute",
    "Next goal",
    "Article",
    "Call-out",
    "Share link",
    "Country",
  ])
    expect(figures.text).toContain(part);
});

test("Walter signs and confirms in a browser with scripts switched off", async () => {
  const page = await aPage({ javascript: false });
  const before = await getSignatureCount();
  await page.goto(`/en/articles/${ARTICLE}`);
  await page.locator("#act-1").getByRole("link", { name: "Sign the petition" }).click();
  await page.getByLabel("Your name", { exact: true }).fill("Walter Again");
  await page.getByLabel("E-mail", { exact: true }).fill("walter.again@example.org");
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await page.goto(linkIn(await waitForMail("walter.again@example.org")));
  await page.getByRole("button", { name: "Confirm my signature" }).click();
  await page.getByRole("heading", { name: "Thank you. It counts." }).waitFor();
  expect(await page.getByLabel("Your link").inputValue()).toContain(`${stack().appUrl}/s/`);
  expect(await getSignatureCount()).toBe(before + 1);
  expect(await getStoredAttribution("Walter Again")).toMatchObject({
    article: ARTICLE,
    callout: "1",
    via: null,
  });
});
