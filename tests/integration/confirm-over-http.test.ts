import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, signatureAttempts, signatures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { MAX_CODE_TRIES } from "@/lib/signatures/try-code";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { sealMails } from "../support/sealed-mails";
import { aSigningBrowser } from "../support/signing-browser";

const { db, drop } = await aDatabase();
afterAll(drop);

let network = 0;
/** A browser in a network of its own. */
const aBrowser = () => aSigningBrowser({ network: `198.51.100.${++network}` });

const attackersFields = {
  name: "Mallory Attacker",
  display: "full",
  comment: "Whatever I want.",
  updates: true,
  deliver: "name",
};

/** Returns the stored signature of a campaign, which has one. */
async function signatureOf(campaignId: string) {
  const [signature, ...more] = await db
    .select()
    .from(signatures)
    .where(eq(signatures.campaignId, campaignId));
  if (!signature || more.length > 0) throw new Error(`${more.length} signatures`);
  return signature;
}

/** Returns the code of the mail about the attempt with a name. */
async function codeFor(campaignId: string, name: string) {
  const { id } = await signatureOf(campaignId);
  const attempts = await db.select().from(signatureAttempts).where(eq(signatureAttempts.signatureId, id));
  return (await getConfirmationMail(db, id, attempts.find((attempt) => attempt.name === name)?.id)).code;
}

const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const anAddress = () => `${newId()}@example.org`;

describe("an attacker who signs first with the victim's address", () => {
  async function attack() {
    const campaign = await aCampaign(db);
    const email = anAddress();
    const [attacker, victim] = [aBrowser(), aBrowser()];
    await attacker.sign(campaign.slug, { ...attackersFields, email });
    const code = await codeFor(campaign.id, "Mallory Attacker");
    await victim.sign(campaign.slug, { name: "V.", email, deliver: "count" });
    return { campaign, attacker, victim, code };
  }

  test("the code of the attacker's mail does not work in the victim's browser", async () => {
    const { campaign, victim, code } = await attack();
    expect(await victim.confirm({ code, campaign: campaign.slug })).toMatchObject({
      status: 422,
      body: { triesLeft: MAX_CODE_TRIES - 1, errors: { code: [expect.stringContaining("4 tries left")] } },
    });
    expect((await victim.attempt(campaign.slug)).body).toMatchObject({
      status: "pending",
      words: { name: "V.", updates: false, isNameDelivered: false },
    });
    const own = await codeFor(campaign.id, "V.");
    expect((await victim.confirm({ code: own, campaign: campaign.slug })).status).toBe(200);
    expect(await signatureOf(campaign.id)).toMatchObject({ name: "V.", comment: null, display: "anonymous" });
  });

  test("the attacker's browser gets the same answer before and after the victim confirms", async () => {
    const { campaign, attacker, victim } = await attack();
    const before = (await attacker.attempt(campaign.slug)).text;
    await victim.confirm({ code: await codeFor(campaign.id, "V."), campaign: campaign.slug });
    expect((await victim.attempt(campaign.slug)).body).toMatchObject({
      status: "confirmed",
      share: expect.stringContaining("/s/"),
    });
    expect((await attacker.attempt(campaign.slug)).text).toBe(before);
  });
});

test("300 guesses from one browser in changing networks confirm no victim's signature, even between correct codes", async () => {
  const victims = await Promise.all(Array.from({ length: 3 }, () => aCampaign(db)));
  const own = await aCampaign(db);
  const attacker = aBrowser();
  const codes: string[] = [];
  for (const { slug, id } of victims) {
    await attacker.sign(slug, { ...attackersFields, email: anAddress() });
    codes.push(await codeFor(id, "Mallory Attacker"));
  }
  await attacker.sign(own.slug, { ...attackersFields, email: anAddress() });
  const ownCode = await codeFor(own.id, "Mallory Attacker");
  const statuses = new Map<number, number>();
  for (let guess = 0; guess < 300; guess += 1) {
    if (guess >= 250 && guess % 10 === 0) attacker.moveTo(`203.0.113.${guess % 256}`);
    const place = guess % victims.length;
    const code = wrong(codes[place] ?? "", 1 + guess);
    const { status } = await attacker.confirm({ code, campaign: victims[place]?.slug });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (guess % 50 === 0) await attacker.confirm({ code: ownCode, campaign: own.slug });
  }
  expect([...statuses.keys()].sort()).toEqual([422, 429]);
  for (const [place, { id, slug }] of victims.entries()) {
    expect((await aBrowser().confirm({ code: codes[place], campaign: slug })).status).toBe(422);
    expect((await signatureOf(id)).confirmedAt).toBeNull();
  }
});

test("a wrong code shows the tries left, then a lock, which a new mail lifts", async () => {
  const { slug, id } = await aCampaign(db);
  const browser = aBrowser();
  await browser.sign(slug, { name: "Ada", email: anAddress() });
  const code = await codeFor(id, "Ada");
  const messages = [];
  for (let tries = 0; tries <= MAX_CODE_TRIES; tries += 1) {
    const { status, body } = await browser.confirm({ code: wrong(code, tries + 1), campaign: slug });
    expect(status).toBe(422);
    messages.push([body.triesLeft, body.errors.code[0]]);
  }
  expect(messages.map(([left]) => left)).toEqual([4, 3, 2, 1, 0, 0]);
  expect(messages[2]?.[1]).toContain("2 tries left");
  expect(messages[3]?.[1]).toContain("1 try left");
  expect(messages[4]?.[1]).toContain("Locked: use the button in the mail");
  expect((await browser.confirm({ code, campaign: slug })).status).toBe(422);
  const aWhileAgo = new Date(Date.now() - 300_000);
  await db.update(signatures).set({ confirmationAskedAt: aWhileAgo }).where(eq(signatures.campaignId, id));
  await db.update(signatureAttempts).set({ triesShownFrom: aWhileAgo });
  const asked = await browser.askForMail({ campaign: slug });
  expect([asked.status, asked.body]).toEqual([202, { status: "asked", nextMailAt: expect.any(String) }]);
  expect((await browser.confirm({ code: await codeFor(id, "Ada"), campaign: slug })).status).toBe(200);
});

test("a code is read in the digits of any script, and an incomplete one costs no try", async () => {
  const { slug, id } = await aCampaign(db);
  const browser = aBrowser();
  await browser.sign(slug, { name: "Ada", email: anAddress() });
  const code = await codeFor(id, "Ada");
  for (const typed of ["", "12345", "code"])
    expect((await browser.confirm({ code: typed, campaign: slug })).status).toBe(422);
  const arabic = [...code].map((digit) => "٠١٢٣٤٥٦٧٨٩"[Number(digit)]).join("");
  expect(
    (await browser.confirm({ code: `${arabic.slice(0, 3)} ${arabic.slice(3)}`, campaign: slug })).status,
  ).toBe(200);
  const { id: signatureId } = await signatureOf(id);
  const attempt = eq(signatureAttempts.signatureId, signatureId);
  expect(await db.select().from(signatureAttempts).where(attempt)).toMatchObject([{ codeTries: 1 }]);
});

test("only the browser that signed learns about a bounce", async () => {
  const { slug } = await aCampaign(db);
  const email = anAddress();
  const [browser, other] = [aBrowser(), aBrowser()];
  await browser.sign(slug, { name: "Ada", email });
  await sealMails(db);
  expect((await browser.attempt(slug)).body).not.toHaveProperty("mail");
  await db.update(outboxMessages).set({ bouncedAt: new Date() });
  expect((await browser.attempt(slug)).body).toMatchObject({ status: "pending", mail: "bounced" });
  await other.sign(slug, { name: "Eve", email });
  expect((await other.attempt(slug)).body).not.toHaveProperty("mail");
  expect((await aBrowser().attempt(slug)).body).toEqual({ status: "none" });
});

test("without scripts the page that asks for the code shows what it confirms", async () => {
  const { slug, texts } = await aCampaign(db);
  const browser = aBrowser();
  const comment = "Read <this> & that.";
  await browser.sign(slug, { name: "Ada Byron", email: anAddress(), display: "full", comment });
  const page = await browser.attempt(slug, "text/html");
  expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(page.text).toContain("Ada Byron");
  expect(page.text).toContain("Read &lt;this&gt; &amp; that.");
  expect(page.text).toContain(`${texts[0]?.target} will receive your full name and country.`);
  expect(page.text).toContain('name="code"');
  expect((await aBrowser().attempt(slug, "text/html")).text).not.toContain("Ada");
});
