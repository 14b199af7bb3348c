import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { supporters } from "@/db/schema";
import { LOCALES } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { stopAllMail, unsubscribe } from "@/lib/supporters/mail-choices";
import { mailChoicesToken, readMailChoicesToken } from "@/lib/supporters/mail-choices-token";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { appDatabase } from "../support/app-database";
import { aPage, expectAccessible } from "../support/browser";
import { listMailsTo, type Mail, waitForMail } from "../support/mailbox";
import { aPlainBrowser } from "../support/plain-browser";
import { post, signByApi } from "../support/public-api";

const SECOND = "heat-at-work";
const THIRD = "safe-water-at-school";
const NEVER = 'form:has(button[value="never"])';
const RESUME = 'form:has(button[value="resume"])';

/** Returns the link to the mail choices at the end of a mail. */
function mailChoicesLink({ text }: Mail): string {
  const [link, ...more] = text.match(/https?:\/\/\S+\/mail\/[\w-]+/g) ?? [];
  if (!link || more.length > 0) throw new Error(`expected one link to the mail choices:\n${text}`);
  return link;
}

async function sign(email: string, campaign: string) {
  const answer = await post(`/api/v1/campaigns/${campaign}/signatures`, { name: "Una Kask", email });
  return { status: answer.status, body: await answer.json() };
}

/** Expects that signing with an unsubscribed address answers as usual and sends no mail. A later signer's mail shows that the outbox has passed it. */
async function expectNoMail(email: string, campaign: string) {
  const before = await listMailsTo(email);
  expect(before.length).toBeGreaterThan(0);
  const later = `after.${email}`;
  expect(await sign(email, campaign)).toEqual(await sign(later, campaign));
  await waitForMail(later);
  expect(await listMailsTo(email)).toEqual(before);
}

/** Returns the supporter to whom a mail choices link belongs. */
async function getSupporter(link: string) {
  const db = appDatabase();
  const emailKey = readMailChoicesToken(link.split("/").at(-1) ?? "");
  if (!emailKey) throw new Error(`not one of our links: ${link}`);
  const [person] = await db.select().from(supporters).where(eq(supporters.emailKey, emailKey));
  if (!person) throw new Error(`no supporter for ${link}`);
  return person;
}

test("Una stops all mail, can still sign, and resumes mail", async () => {
  const email = "una@example.org";
  const mail = await signByApi({ email, name: "Una Kask" });
  const page = await aPage({ phone: true });
  await page.goto(mailChoicesLink(mail));
  await page.getByRole("heading", { name: "What we mail you" }).waitFor();
  expect(await page.getByText("no confirmation mails either").count()).toBe(1);
  await page.getByRole("button", { name: "Never mail this address again" }).click();
  await page.getByRole("heading", { name: "We do not mail you any more" }).waitFor();
  await expectNoMail(email, SECOND);

  await page.getByRole("button", { name: "Mail me again" }).click();
  await page.getByRole("heading", { name: "What we mail you" }).waitFor();
  await sign(email, THIRD);
  const again = await waitForMail(email, { after: mail });
  expect(mailChoicesLink(again)).toBe(mailChoicesLink(mail));
});

test("without scripts mail is stopped and resumed, in Spanish", async () => {
  const email = "una.sin.guiones@example.org";
  const mail = await signByApi({ email, locale: "es" });
  const una = aPlainBrowser({ language: "es" });
  const page = await una.open(mailChoicesLink(mail));
  expect([page.url.pathname.startsWith("/es/mail/"), page.heading]).toEqual([true, "Qué te enviamos"]);
  const refused = await una.send(page, NEVER, {}, "No escribir nunca más a esta dirección");
  expect([refused.statuses, refused.heading]).toEqual([[200], "Ya no te escribimos"]);
  expect((await una.open(mailChoicesLink(mail))).heading).toBe("Ya no te escribimos");
  await expectNoMail(email, SECOND);

  const resumed = await una.send(refused, RESUME, {}, "Quiero volver a recibir correos");
  expect([resumed.statuses, resumed.heading]).toEqual([[200], "Qué te enviamos"]);
  await sign(email, THIRD);
  await waitForMail(email, { after: mail });
});

test("opening the link 100 times, or the one-click address, changes nothing", async () => {
  const link = mailChoicesLink(await signByApi({ email: "una.scanned@example.org" }));
  const before = await getSupporter(link);
  const oneClick = link.replace(/\/en\/mail\//, "/api/v1/unsubscribe/");
  expect(oneClick).not.toBe(link);
  const visits = Array.from({ length: 100 }, (_, index) => ({
    url: `${index % 3 === 0 ? oneClick : link}?n=${index}`,
    method: index % 2 === 0 ? "GET" : "HEAD",
  }));
  const statuses = new Set<number>();
  const scanner = async () => {
    for (let visit = visits.pop(); visit; visit = visits.pop()) {
      const answer = await fetch(visit.url, { method: visit.method });
      await answer.arrayBuffer();
      statuses.add(answer.status);
    }
  };
  await Promise.all(Array.from({ length: 10 }, scanner));
  expect([...statuses]).toEqual([200]);
  const sandbox = await aPage();
  await sandbox.goto(link, { waitUntil: "networkidle" });
  await sandbox.getByRole("button", { name: "Never mail this address again" }).hover();
  expect(await getSupporter(link)).toEqual(before);
  expect(before).toMatchObject({ neverMailAt: null, unsubscribedAt: null });
});

test("the mail choices page is not cached, not indexed, and sends no referrer", async () => {
  const link = mailChoicesLink(await signByApi({ email: "una.private@example.org" }));
  const una = aPlainBrowser();
  const page = await una.open(link);
  const answer = await una.send(page, NEVER, {}, "Never mail this address again");
  for (const { headers, document } of [page, answer]) {
    expect(headers.get("cache-control")).toContain("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("set-cookie")).toBeNull();
    expect(document.querySelector('meta[name="robots"]')?.getAttribute("content")).toContain("noindex");
  }
});

/** Creates a supporter for every state of the page. Returns their tokens and an invalid one. */
async function tokensOfEveryState() {
  const db = appDatabase();
  const aSupporter = async () => {
    const id = newId();
    const address = addressRecord(requireEmailAddress(`una.reads.${id}@example.org`), id);
    await db.insert(supporters).values({ id, locale: "en", ...address });
    return { id, emailKey: address.emailKey };
  };
  const [all, needed, none, bounced] = [
    await aSupporter(),
    await aSupporter(),
    await aSupporter(),
    await aSupporter(),
  ];
  const [stoppedAndComplained, deleted] = [await aSupporter(), await aSupporter()];
  await unsubscribe(db, needed.emailKey);
  await stopAllMail(db, none.emailKey);
  await stopAllMail(db, stoppedAndComplained.emailKey);
  await suppressAddresses(db, { supporterIds: [bounced.id], reason: "bounced" });
  await suppressAddresses(db, { supporterIds: [stoppedAndComplained.id], reason: "complained" });
  await db.delete(supporters).where(eq(supporters.id, deleted.id));
  const people = [all, needed, none, bounced, stoppedAndComplained, deleted];
  const tokens = people.map(({ emailKey }) => mailChoicesToken(emailKey));
  return [...tokens, "nonsense"];
}

async function expectOneHeadingAndAccessible(page: Page) {
  expect(await page.locator("h1").count()).toBe(1);
  await expectAccessible(page);
}

test.each(LOCALES)(
  "every state of the mail choices page, and of its answers, is accessible (%s)",
  async (locale) => {
    const headings = new Set<string>();
    const page = await aPage({ locale, phone: true });
    for (const token of await tokensOfEveryState()) {
      await page.goto(`/${locale}/mail/${token}`);
      expect(await page.locator("html").getAttribute("lang")).toBe(locale);
      headings.add((await page.locator("h1").textContent()) ?? "");
      await expectOneHeadingAndAccessible(page);
      const button = page.locator(`form[action="/api/v1/unsubscribe/${token}"] button`).first();
      if ((await button.count()) === 0) continue;
      const answered = page.waitForURL("**/api/v1/unsubscribe/*");
      await button.click();
      await answered;
      expect(await page.locator("html").getAttribute("lang")).toBe(locale);
      await expectOneHeadingAndAccessible(page);
    }
    expect([...headings]).toHaveLength(6);
  },
);
