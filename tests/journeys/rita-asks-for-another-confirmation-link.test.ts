import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { signatures, supporters } from "@/db/schema";
import { confirmationToken } from "@/lib/signatures/confirm-token";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { remindUnconfirmed } from "@/lib/signatures/remind";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { appDatabase } from "../support/app-database";
import { codeIn, linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { aPlainBrowser, getElement } from "../support/plain-browser";
import { CAMPAIGN, confirmByApi, getSignatureCount, post, signByApi } from "../support/signing";
import { stack } from "../support/stack";

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
const CONFIRM = 'form[action="/api/v1/confirmations"]';
const AGAIN = 'form[action="/api/v1/confirmations/mails"]';

/** Lets hours pass for a signer, as if they had signed and been mailed so much earlier. */
async function letHoursPass(name: string, hours: number) {
  const db = appDatabase();
  const [signature] = await db
    .update(signatures)
    .set({ signedAt: hoursAgo(hours), confirmationAskedAt: hoursAgo(hours) })
    .where(eq(signatures.name, name))
    .returning();
  if (!signature) throw new Error(`${name} has not signed`);
  const mailedAt = [hoursAgo(hours)];
  await db.update(supporters).set({ mailedAt }).where(eq(supporters.id, signature.supporterId));
  return signature;
}

async function sign(fields: { name: string; email: string }) {
  const answer = await post(`/api/v1/campaigns/${CAMPAIGN}/signatures`, fields);
  const cookie = answer.headers.getSetCookie().join();
  return [answer.status, [...answer.headers.keys()], cookie.length, await answer.text()];
}

test("Rita signs again: the same answer, a mail that says that she counts and leads to her own link, and nothing changes", async () => {
  const rita = { name: "Rita Okafor", email: "rita@example.org" };
  const first = await sign(rita);
  const asked = await waitForMail(rita.email);
  const { share } = await confirmByApi(asked);
  const before = await getSignatureCount();

  expect(await sign({ name: "Eve Intruder", email: "RITA@example.org" })).toEqual(first);
  const done = await waitForMail(rita.email, { after: asked });
  expect(told.subject).toMatch(/^You have signed already: /);
  const passOn = told.text.match(/https?:\/\/\S+\/thanks\?share=\w+/)?.[0] ?? "";
  const page = await aPlainBrowser().open(passOn);
  expect(getElement(page, "input[readonly]").getAttribute("value")).toBe(share);
  expect(told.text + told.html).not.toContain("Intruder");
  expect(await sign(rita)).toEqual(first);
  expect(await getSignatureCount()).toBe(before);
  const [stored] = await appDatabase().select().from(signatures).where(eq(signatures.name, rita.name));
  expect(stored?.confirmedAt).not.toBeNull();
  expect(await listMailsTo(rita.email)).toHaveLength(2);
});

test("Rita's aunt forgets to confirm, is reminded a day later, once, and confirms from the reminder", async () => {
  const aunt = { name: "Ngozi Okafor", email: "ngozi@example.org" };
  const asked = await signByApi(aunt);
  await letHoursPass(aunt.name, 25);
  const before = await getSignatureCount();
  for (const _ of ["once", "and again"])
    await remindUnconfirmed(appDatabase(), { now: new Date(), afterHours: 24, limit: 1_000 });
  const reminder = await waitForMail(aunt.email, { after: asked });
  expect(reminder.subject).toMatch(/^One step left: /);

  const browser = aPlainBrowser();
  const thanks = await browser.send(await browser.open(linkIn(reminder)), CONFIRM);
  expect(thanks.heading).toBe("Thank you. It counts.");
  expect(await getSignatureCount()).toBe(before + 1);
  expect(await listMailsTo(aunt.email)).toHaveLength(2);
});

test("an expired link's page answers alike whether a new mail may be sent, the address is suppressed, or nothing is left", async () => {
  const people = ["welcome", "suppressed", "forgotten"].map((fate) => ({
    name: `Rita ${fate}`,
    email: `rita.${fate}@example.org`,
    fate,
  }));
  const answers = [];
  const asked = [];
  const browsers = [];
  for (const { fate, ...person } of people) {
    asked.push(await signByApi(person));
    const { id, supporterId } = await letHoursPass(person.name, 24 * 31);
    const browser = aPlainBrowser();
    const token = confirmationToken({ signatureId: id, askedAt: hoursAgo(24 * 31) });
    const expired = await browser.open(`/en/confirm/${token}`);
    expect(expired.heading).toBe("This link has expired");
    if (fate === "suppressed")
      await suppressAddresses(appDatabase(), { supporterIds: [supporterId], reason: "bounced" });
    if (fate === "forgotten") await forgetNow(id);
    const page = await browser.send(expired, AGAIN);
    const { heading, statuses, text, url } = page;
    answers.push({ heading, statuses, text, path: url.pathname });
    browsers.push({ browser, page });
  }
  expect(answers[0]).toMatchObject({ heading: "Check your inbox", statuses: [303, 200] });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);

  const anew = await waitForMail("rita.welcome@example.org", { after: asked[0] });
  expect(await listMailsTo("rita.suppressed@example.org")).toHaveLength(1);
  expect(await listMailsTo("rita.forgotten@example.org")).toHaveLength(1);
  // The page on which the new mail was asked for takes its code, in a browser that never signed.
  const [welcome] = browsers;
  const thanks = await welcome?.browser.send(welcome.page, CONFIRM, { code: codeIn(anew) });
  expect(thanks?.heading).toBe("Thank you. It counts.");
});

test("the link of a signature that was forgotten says what to do, and confirms nothing", async () => {
  const asked = await signByApi({ name: "Rita Never", email: "rita.never@example.org" });
  const { id } = await letHoursPass("Rita Never", 24 * 31);
  await forgetNow(id);
  const browser = aPlainBrowser();
  const page = await browser.open(linkIn(asked));
  expect(page.heading).toBe("This signature is no longer here");
  expect(page.text).toContain("sign again");
  expect(page.document.querySelector("form")).toBeNull();
  const token = confirmationToken({ signatureId: id, askedAt: hoursAgo(24 * 31) });
  expect((await post("/api/v1/confirmations", { token })).status).toBe(410);
  expect((await browser.open(linkIn(asked).replace(`${stack().appUrl}/en`, "/es"))).heading).toBe(
    "Esta firma ya no está aquí",
  );
});

async function forgetNow(signatureId: string) {
  const db = appDatabase();
  await purgeUnconfirmed(db, { now: new Date(), afterDays: 30, limit: 1_000 });
  expect(await db.$count(signatures, eq(signatures.id, signatureId))).toBe(0);
}
