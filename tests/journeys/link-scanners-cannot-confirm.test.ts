import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { confirmationToken, readConfirmationToken } from "@/lib/signatures/confirm-token";
import { appDatabase } from "../support/app-database";
import { aPage } from "../support/browser";
import { moveConfirmationMail } from "../support/confirmations";
import { linkIn, waitForMail } from "../support/mailbox";
import { aPlainBrowser } from "../support/plain-browser";
import { CAMPAIGN, confirmByApi, getSignatureCount, signByApi, tokenIn } from "../support/public-api";
import { stack } from "../support/stack";

const VISITS = 100;
const CONCURRENCY = 10;
const DAY_MS = 86_400_000;
const CONFIRM = 'form[action="/api/v1/confirmations"]';

/** Opens a link many times as mail scanners do: by GET and HEAD, with and without tracking parameters. */
async function scan(link: string) {
  const visits = Array.from({ length: VISITS }, (_, index) => ({
    url: index % 3 === 0 ? `${link}?utm_source=scanner&n=${index}` : link,
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
  await Promise.all(Array.from({ length: CONCURRENCY }, scanner));
  return [...statuses];
}

test("opening a link 100 times confirms nothing, and its button still confirms", async () => {
  const before = await getSignatureCount();
  const mail = await signByApi({ name: "Vera Novak", email: "vera@example.org" });
  expect(await scan(linkIn(mail))).toEqual([200]);
  for (const address of [linkIn(mail), `${linkIn(mail)}?safelinks=1`, `${linkIn(mail)}#top`]) {
    const sandbox = await aPage();
    await sandbox.goto(address, { waitUntil: "networkidle" });
    await sandbox.getByRole("button", { name: "Confirm my signature" }).hover();
  }
  expect(await getSignatureCount()).toBe(before);
  const [stored] = await appDatabase().select().from(signatures).where(eq(signatures.name, "Vera Novak"));
  expect(stored).toMatchObject({ confirmedAt: null, confirmationsAsked: 1 });

  const vera = await aPage();
  await vera.goto(linkIn(mail));
  await vera.getByRole("button", { name: "Confirm my signature" }).click();
  await vera.getByRole("heading", { name: "Thank you. It counts." }).waitFor();
  expect(await getSignatureCount()).toBe(before + 1);
});

test("confirming twice returns the same and counts once", async () => {
  const mail = await signByApi({ email: "vera.twice@example.org" });
  const before = await getSignatureCount();
  const answers = await Promise.all(Array.from({ length: 10 }, () => confirmByApi(mail)));
  expect(new Set(answers.map(({ share }) => share)).size).toBe(1);
  expect(await getSignatureCount()).toBe(before + 1);

  const vera = aPlainBrowser();
  const link = await vera.open(linkIn(mail));
  expect(link.heading).toBe("Your signature is confirmed.");
  expect((await vera.send(link, CONFIRM)).heading).toBe("Thank you. It counts.");
  expect(await getSignatureCount()).toBe(before + 1);
});

test("an expired link offers a new mail, whose link confirms", async () => {
  const mail = await signByApi({ name: "Vera Late", email: "vera.late@example.org" });
  const confirmation = readToken(tokenIn(mail));
  const eightDaysAgo = new Date(Date.now() - 8 * DAY_MS);
  await moveConfirmationMail(appDatabase(), confirmation.signatureId, eightDaysAgo);
  const old = confirmationToken({ ...confirmation, askedAt: eightDaysAgo });

  const vera = aPlainBrowser();
  const expired = await vera.open(`/en/confirm/${old}`);
  expect(expired.heading).toBe("This link has expired");
  const inbox = await vera.send(expired, 'form[action="/api/v1/confirmations/mails"]');
  expect([inbox.statuses, inbox.heading]).toEqual([[303, 200], "Check your inbox"]);
  const renewed = await waitForMail("vera.late@example.org", { after: mail });
  expect(await confirmByApi(renewed)).toMatchObject({ campaign: CAMPAIGN });
});

function readToken(token: string) {
  appDatabase();
  const confirmation = readConfirmationToken(token);
  if (!confirmation) throw new Error("the mailed token is not one of ours");
  return confirmation;
}

test("an expired token returns 410, an invalid one 422, and neither confirms", async () => {
  const mail = await signByApi({ email: "vera.foreign@example.org" });
  const before = await getSignatureCount();
  const askedAt = new Date(Date.now() - 8 * DAY_MS);
  const old = confirmationToken({ ...readToken(tokenIn(mail)), askedAt });
  const statusOf = async (token: string) => {
    const answer = await fetch(`${stack().appUrl}/api/v1/confirmations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return answer.status;
  };
  expect(await statusOf(old)).toBe(410);
  const altered = tokenIn(mail).replace(/.$/, (last) => (last === "A" ? "Q" : "A"));
  for (const foreign of [altered, tokenIn(mail).slice(0, -4), "nonsense"]) {
    expect(await statusOf(foreign), foreign).toBe(422);
    const page = await aPlainBrowser().open(`/en/confirm/${foreign}`);
    expect(page.heading).toBe("This link is not complete");
    expect(page.text).toContain("Open it again from the mail");
  }
  expect(await getSignatureCount()).toBe(before);
});

test("the confirmation page is not cached and sends no referrer", async () => {
  const mail = await signByApi({ email: "vera.private@example.org" });
  const page = await aPlainBrowser().open(linkIn(mail));
  expect(page.headers.get("cache-control")).toContain("no-store");
  expect(page.headers.get("set-cookie")).toBeNull();
  expect(page.document.querySelector('meta[name="referrer"]')?.getAttribute("content")).toBe("no-referrer");
  expect(page.document.querySelector('meta[name="robots"]')?.getAttribute("content")).toContain("noindex");
});
