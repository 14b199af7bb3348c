import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { signatures, supporters } from "@/db/schema";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { remindUnconfirmed } from "@/lib/signatures/remind";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { appDatabase } from "../support/app-database";
import { moveConfirmationMail, tokenMailedAt } from "../support/confirmations";
import { codeIn, linkIn, listMailsTo, waitForMail } from "../support/mailbox";
import { aPlainBrowser, getElement } from "../support/plain-browser";
import { CAMPAIGN, confirmByApi, getSignatureCount, post, signByApi } from "../support/public-api";
import { stack } from "../support/stack";

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
const CONFIRM = 'form[action="/api/v1/confirmations"]';
const AGAIN = 'form[action="/api/v1/confirmations/mails"]';

/** Moves a signer's signature and mail a number of hours into the past. */
async function moveBack(name: string, hours: number) {
  const db = appDatabase();
  const [signature] = await db
    .update(signatures)
    .set({ signedAt: hoursAgo(hours) })
    .where(eq(signatures.name, name))
    .returning();
  if (!signature) throw new Error(`${name} has not signed`);
  await moveConfirmationMail(db, signature.id, hoursAgo(hours));
  const mailedAt = [hoursAgo(hours)];
  await db
    .update(supporters)
    .set({ mailedAt })
    .where(eq(supporters.id, signature.supporterId ?? ""));
  return signature;
}

async function sign(fields: { name: string; email: string }) {
  const answer = await post(`/api/v1/campaigns/${CAMPAIGN}/signatures`, fields);
  const cookie = answer.headers.getSetCookie().join();
  return [answer.status, [...answer.headers.keys()], cookie.length, await answer.text()];
}

test("Rita signs again: the response is the same, a mail says that she has signed and links to her own link, and nothing changes", async () => {
  const rita = { name: "Rita Okafor", email: "rita@example.org" };
  const first = await sign(rita);
  const confirmation = await waitForMail(rita.email);
  const { share } = await confirmByApi(confirmation);
  const before = await getSignatureCount();

  expect(await sign({ name: "Eve Intruder", email: "RITA@example.org" })).toEqual(first);
  const second = await waitForMail(rita.email, { after: confirmation });
  expect(second.subject).toMatch(/^You have signed already: /);
  const passOn = second.text.match(/https?:\/\/\S+\/thanks\?share=\w+/)?.[0] ?? "";
  const page = await aPlainBrowser().open(passOn);
  expect(getElement(page, "input[readonly]").getAttribute("value")).toBe(share);
  expect(second.text + second.html).not.toContain("Intruder");
  expect(await sign(rita)).toEqual(first);
  expect(await getSignatureCount()).toBe(before);
  const [stored] = await appDatabase().select().from(signatures).where(eq(signatures.name, rita.name));
  expect(stored?.confirmedAt).not.toBeNull();
  expect(await listMailsTo(rita.email)).toHaveLength(2);
});

test("an unconfirmed signer is reminded once after a day, and confirms from the reminder", async () => {
  const aunt = { name: "Ngozi Okafor", email: "ngozi@example.org" };
  const asked = await signByApi(aunt);
  await moveBack(aunt.name, 25);
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

test("an expired link returns the same whether a new mail may be sent, the address is suppressed, or the signature was purged", async () => {
  const people = ["welcome", "suppressed", "purged"].map((state) => ({
    name: `Rita ${state}`,
    email: `rita.${state}@example.org`,
    state,
  }));
  const answers = [];
  const asked = [];
  const browsers = [];
  for (const { state, ...person } of people) {
    asked.push(await signByApi(person));
    const { id, supporterId } = await moveBack(person.name, 24 * 31);
    const browser = aPlainBrowser();
    const token = await tokenMailedAt(appDatabase(), id, hoursAgo(24 * 31));
    const expired = await browser.open(`/en/confirm/${token}`);
    expect(expired.heading).toBe("This link has expired");
    if (state === "suppressed")
      await suppressAddresses(appDatabase(), { supporterIds: [supporterId ?? ""], reason: "bounced" });
    if (state === "purged") await purgeNow(id);
    const page = await browser.send(expired, AGAIN);
    const { heading, statuses, text, url } = page;
    answers.push({ heading, statuses, text, path: url.pathname });
    browsers.push({ browser, page });
  }
  expect(answers[0]).toMatchObject({ heading: "Check your inbox", statuses: [303, 200] });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);

  const renewed = await waitForMail("rita.welcome@example.org", { after: asked[0] });
  expect(await listMailsTo("rita.suppressed@example.org")).toHaveLength(1);
  expect(await listMailsTo("rita.purged@example.org")).toHaveLength(1);
  // The page on which the new mail was asked for takes its code, in a browser that never signed.
  const [welcome] = browsers;
  const thanks = await welcome?.browser.send(welcome.page, CONFIRM, { code: codeIn(renewed) });
  expect(thanks?.heading).toBe("Thank you. It counts.");
});

test("the link of a purged signature says what to do, and confirms nothing", async () => {
  const asked = await signByApi({ name: "Rita Never", email: "rita.never@example.org" });
  const { id } = await moveBack("Rita Never", 24 * 31);
  const token = await tokenMailedAt(appDatabase(), id, hoursAgo(24 * 31));
  await purgeNow(id);
  const browser = aPlainBrowser();
  const page = await browser.open(linkIn(asked));
  expect(page.heading).toBe("This signature is no longer here");
  expect(page.text).toContain("sign again");
  expect(page.document.querySelector("form")).toBeNull();
  expect((await post("/api/v1/confirmations", { token })).status).toBe(410);
  expect((await browser.open(linkIn(asked).replace(`${stack().appUrl}/en`, "/es"))).heading).toBe(
    "Esta firma ya no está aquí",
  );
});

async function purgeNow(signatureId: string) {
  const db = appDatabase();
  await purgeUnconfirmed(db, { now: new Date(), afterDays: 30, limit: 1_000 });
  expect(await db.$count(signatures, eq(signatures.id, signatureId))).toBe(0);
}
