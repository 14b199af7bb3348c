import { afterAll, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { CONFIRMATION_INTERVAL_SECONDS } from "@/lib/signatures/mail-limits";
import { MAX_CODE_TRIES } from "@/lib/signatures/try-code";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { aSigningBrowser } from "../support/signing-browser";

const { db, drop } = await aDatabase();
afterAll(drop);

const { slug } = await aCampaign(db);
let network = 0;
const aBrowser = () => aSigningBrowser({ network: `198.51.100.${++network}` });
const anAddress = () => `${newId()}@example.org`;
const WRONG = { code: "000000", campaign: slug };

test("who corrects a name at once learns when the new mail comes, and that the earlier code is for the earlier details", async () => {
  const [browser, email] = [aBrowser(), anAddress()];
  const first = await browser.sign(slug, { name: "Jonh Smith", email });
  expect(first.body).toEqual({ status: "confirmation-sent", campaign: slug });
  const { nextMailAt } = (await browser.attempt(slug)).body;

  const { body } = await browser.sign(slug, { name: "John Smith", email });
  expect(body.mailAt).toBe(nextMailAt);
  const waitMs = CONFIRMATION_INTERVAL_SECONDS * 1_000;
  expect(Date.parse(body.nextMailAt) - Date.parse(body.mailAt)).toBe(waitMs);
  const attempt = (await browser.attempt(slug)).body;
  expect(attempt).toMatchObject({ mailAt: body.mailAt, words: { name: "John Smith" } });

  const { text } = await browser.confirm(WRONG);
  expect(text).toContain("still to come");
  expect(text).not.toContain("latest mail");
  expect((await browser.attempt(slug, "text/html")).text).toContain(
    "Your new mail comes in about 2 minutes.",
  );

  const asked = await browser.askForMail({ campaign: slug });
  expect(asked.body.nextMailAt).toBe(body.nextMailAt);
});

test("the same details again, another address, another campaign or another browser promise no later mail", async () => {
  const [browser, email] = [aBrowser(), anAddress()];
  const other = await aCampaign(db);
  const fields = { name: "Ada Lovelace", email };
  await browser.sign(slug, fields);
  const answers = [
    await browser.sign(slug, fields),
    await browser.sign(other.slug, { ...fields, name: "Ada" }),
    await aBrowser().sign(slug, { ...fields, name: "Ada" }),
    await browser.sign(slug, { ...fields, email: anAddress() }),
  ];
  for (const { body } of answers) expect(body.mailAt).toBeUndefined();
  expect((await browser.confirm(WRONG)).text).toContain("latest mail");
});

test("a confirmation by somebody else in between does not change the answer", async () => {
  const [browser, email] = [aBrowser(), anAddress()];
  await browser.sign(slug, { name: "Ada", email });
  await db.update(signatures).set({ confirmedAt: new Date() });
  expect((await browser.sign(slug, { name: "Ada", email })).body.mailAt).toBeUndefined();
  expect((await browser.sign(slug, { name: "Ada L.", email })).body.mailAt).toEqual(expect.any(String));
});

test("the status of an attempt says how many codes may be tried, and the page without scripts that they are locked", async () => {
  const browser = aBrowser();
  await browser.sign(slug, { name: "Ada", email: anAddress() });
  for (let tries = 0; tries <= MAX_CODE_TRIES; tries += 1) {
    expect((await browser.attempt(slug)).body.triesLeft).toBe(MAX_CODE_TRIES - tries);
    if (tries < MAX_CODE_TRIES) await browser.confirm(WRONG);
  }
  expect((await browser.attempt(slug, "text/html")).text).toContain("Locked: use the button in the mail");
});
