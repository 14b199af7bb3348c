import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { addressChanges, supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { moveTo } from "@/lib/me/change-address";
import { listAttempts } from "@/lib/signatures/attempts";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import { openAddress, parseEmailAddress } from "@/lib/supporters/address";
import { signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aSigner } from "../support/factories";
import { anOwnBrowser } from "../support/own-browser";
import { aConfirmedSigner } from "../support/own-signatures";
import { sealMails } from "../support/sealed-mails";

const { db, drop } = await aDatabase();
afterAll(drop);

async function aPerson(email: string) {
  const { link: token, ...person } = await aConfirmedSigner(db, { email });
  return { ...person, token };
}

async function addressOf(supporterId: string) {
  const [person] = await db.select().from(supporters).where(eq(supporters.id, supporterId));
  return person && openAddress(person.emailCipher, supporterId);
}

/** Asks to move, and returns the answer with the mails. */
async function askToMove(token: string, email: string) {
  const answer = await anOwnBrowser().call("/api/v1/me/address", { method: "POST", token, json: { email } });
  return { answer: { status: answer.status, body: answer.body }, mails: await sealMails(db) };
}

const confirm = (token: string) =>
  anOwnBrowser().call("/api/v1/me/address/confirmations", { method: "POST", json: { token } });

const linkIn = (text = "") => /\/me\/address\/([\w-]+)/.exec(text)?.[1] ?? "";

test("a person moves when the new address is confirmed; the old one is told, and its links stop working", async () => {
  const { supporterId, campaign, token } = await aPerson("olive@old.example.org");
  const { answer, mails } = await askToMove(token, "olive@new.example.org");
  expect(answer).toEqual({ status: 202, body: { status: "confirmation-sent" } });
  expect(mails.map(({ to }) => to)).toEqual(["olive@new.example.org"]);
  expect(mails[0]?.text).not.toContain("olive@old");
  expect(await addressOf(supporterId)).toBe("olive@old.example.org");

  const link = linkIn(mails[0]?.text);
  const moved = await confirm(link);
  expect([moved.status, moved.body.status]).toEqual([200, "changed"]);
  expect(await addressOf(supporterId)).toBe("olive@new.example.org");
  expect((await sealMails(db)).map(({ to, subject }) => [to, subject])).toEqual([
    ["olive@old.example.org", "Your signatures have moved to another address"],
  ]);
  expect((await anOwnBrowser().call("/api/v1/me", { method: "GET", token })).status).toBe(410);
  const own = await anOwnBrowser().call("/api/v1/me", { method: "GET", token: moved.body.token });
  expect(own.body.signatures).toHaveLength(1);
  // Used twice, it changes nothing and mails nobody.
  expect((await confirm(link)).status).toBe(200);
  expect(await sealMails(db)).toEqual([]);
  expect((await getCount(db, campaign.slug))?.signatures).toBe(1);
});

test("the link of a change gives no more time to act when it is used again later", async () => {
  const { supporterId, token } = await aPerson("nora@old.example.org");
  const { mails } = await askToMove(token, "nora@new.example.org");
  const link = linkIn(mails[0]?.text);
  expect((await confirm(link)).status).toBe(200);
  const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000);
  await db.update(addressChanges).set({ changedAt: twoHoursAgo });
  await db.update(supporters).set({ meTokensFrom: twoHoursAgo }).where(eq(supporters.id, supporterId));
  const again = await confirm(link);
  const own = await anOwnBrowser().call("/api/v1/me", { method: "GET", token: again.body.token });
  expect([own.status, own.body.acts]).toEqual([200, false]);
});

test("the old address is told of a change, even if another one is asked for at once", async () => {
  const { token } = await aPerson("lena@old.example.org");
  const { mails } = await askToMove(token, "lena@new.example.org");
  const moved = await confirm(linkIn(mails[0]?.text));
  const next = await askToMove(moved.body.token, "lena@third.example.org");
  expect(next.mails.map(({ to }) => to)).toEqual(["lena@old.example.org"]);
  const later = await askToMove(moved.body.token, "lena@third.example.org");
  expect(later.mails.map(({ to }) => to)).toEqual(["lena@third.example.org"]);
});

test("a change that was asked for from the old address ends when the person is moved elsewhere meanwhile", async () => {
  const { supporterId, token } = await aPerson("mia@old.example.org");
  const { mails } = await askToMove(token, "stranger@example.org");
  const email = parseEmailAddress("mia@new.example.org");
  if (!email) throw new Error("no address");
  const moved = await db.transaction((tx) => moveTo(tx, { supporterId, email, now: new Date() }));
  expect(moved.outcome).toBe("changed");
  expect((await confirm(linkIn(mails[0]?.text))).status).toBe(410);
  expect(await addressOf(supporterId)).toBe("mia@new.example.org");
});

test("an address with signatures of its own is asked alike, and only its owner learns that nothing is merged", async () => {
  const { supporterId, token } = await aPerson("petra@example.org");
  const other = await aPerson("paul@example.org");
  const { answer, mails } = await askToMove(token, "paul@example.org");
  expect(answer).toEqual({ status: 202, body: { status: "confirmation-sent" } });
  expect(mails.map(({ to }) => to)).toEqual(["paul@example.org"]);
  const refused = await confirm(linkIn(mails[0]?.text));
  expect([refused.status, refused.body.title]).toEqual([409, "This address has signatures of its own"]);
  expect(await addressOf(supporterId)).toBe("petra@example.org");
  expect(await addressOf(other.supporterId)).toBe("paul@example.org");
});

test("an unconfirmed person with the new address is deleted", async () => {
  const { supporterId, token } = await aPerson("quinn@old.example.org");
  const pending = await signPending(db, { email: "quinn@new.example.org" });
  await sealMails(db);
  const { mails } = await askToMove(token, "quinn@new.example.org");
  expect((await confirm(linkIn(mails[0]?.text))).status).toBe(200);
  expect(await addressOf(supporterId)).toBe("quinn@new.example.org");
  expect((await confirmByToken(db, { token: pending.token, now: new Date() })).outcome).toBe("unknown");
});

test("a confirmation link that was mailed to the old address confirms nothing after the move", async () => {
  const { token } = await aPerson("rita@old.example.org");
  const pending = await signPending(db, { email: "rita@old.example.org" });
  await sealMails(db);
  const { mails } = await askToMove(token, "rita@new.example.org");
  await confirm(linkIn(mails[0]?.text));
  expect((await confirmByToken(db, { token: pending.token, now: new Date() })).outcome).toBe("unknown");
});

test("a link that was mailed to the old address shows nothing that is signed again after the move", async () => {
  const { token } = await aPerson("tess@old.example.org");
  const pending = await signPending(db, { email: "tess@old.example.org" });
  await sealMails(db);
  const { mails } = await askToMove(token, "tess@new.example.org");
  await confirm(linkIn(mails[0]?.text));
  await signCampaign(db, aSigner({ email: "tess@new.example.org", campaign: pending.campaign }));
  const anHourAgo = new Date(Date.now() - 3_600_000);
  expect(await listAttempts(db, pending.id, anHourAgo)).toEqual([]);
  expect(await listAttempts(db, pending.id, new Date())).toHaveLength(1);
});

test("only the latest link works, and none that is not ours", async () => {
  const { token } = await aPerson("sol@old.example.org");
  const first = await askToMove(token, "sol@first.example.org");
  const second = await askToMove(token, "sol@second.example.org");
  expect((await confirm(linkIn(first.mails[0]?.text))).status).toBe(410);
  expect((await confirm("nothing")).status).toBe(422);
  expect((await confirm(linkIn(second.mails[0]?.text))).status).toBe(200);
});
