import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { supporters, suppressions } from "@/db/schema";
import { newId } from "@/lib/ids";
import { confirmationToken } from "@/lib/signatures/confirm-token";
import { purgeUnconfirmed } from "@/lib/signatures/purge";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { allowMails } from "@/lib/supporters/daily-mail-limit";
import { getMailChoices, resumeMail, stopAllMail, unsubscribe } from "@/lib/supporters/mail-choices";
import { mailChoicesToken, readMailChoicesToken } from "@/lib/supporters/mail-choices-token";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { door } from "@/server/door";
import { aDatabase } from "../support/database";
import { listFailures, sealMails } from "../support/sealed-mails";
import { getSigner, signMany } from "../support/signers";

const { db, drop } = await aDatabase();
afterAll(drop);

let addressNumber = 0;

/** Creates a supporter without signatures. */
async function aSupporter({ email = `una.${++addressNumber}@example.org` } = {}) {
  const id = newId();
  const address = addressRecord(requireEmailAddress(email), id);
  await db.insert(supporters).values({ id, locale: "en", ...address });
  const purge = () => db.delete(supporters).where(eq(supporters.id, id));
  return { id, email, emailKey: address.emailKey, purge };
}

const mayMail = async (id: string) => (await allowMails(db, { supporterIds: [id], now: new Date() }))[0];
const stored = async (id: string) => (await db.select().from(supporters).where(eq(supporters.id, id)))[0];
const keyOf = (email: string) => addressRecord(requireEmailAddress(email), newId()).emailKey;

describe("the token of an address's mail settings", () => {
  test("never expires, and is the same for all spellings and mails", () => {
    const key = keyOf("una.token@gmail.com");
    expect(readMailChoicesToken(mailChoicesToken(key))).toEqual(key);
    expect(mailChoicesToken(key)).toBe(mailChoicesToken(keyOf("U.N.A.token+petitions@googlemail.com")));
    expect(mailChoicesToken(key)).toMatch(/^[\w-]{65}[A-Za-z0-9]$/);
  });

  test("cannot be altered, shortened, derived from a key or taken from another link", () => {
    const key = keyOf("una.token@example.org");
    const token = mailChoicesToken(key);
    const bytes = Buffer.from(token, "base64url");
    for (let place = 0; place < bytes.length; place += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      expect(readMailChoicesToken(altered.toString("base64url"))).toBeNull();
    }
    const confirmation = confirmationToken({ signatureId: newId(), attemptId: newId(), askedAt: new Date() });
    const foreign = [
      token.slice(0, -1),
      `${token}A`,
      `A${token}`,
      key.toString("base64url"),
      mailChoicesToken(key.subarray(0, 16)),
      confirmation,
      "",
      "\u0000",
    ];
    for (const text of foreign) expect(readMailChoicesToken(text), text).toBeNull();
  });
});

describe("a person", () => {
  test("gets all mail by default", async () => {
    const { id, emailKey } = await aSupporter();
    expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "all", suppressedBecause: null });
    expect(await mayMail(id)).toBe("allowed");
  });

  test("a person who unsubscribed still gets mails about their own signatures", async () => {
    const { id, emailKey } = await aSupporter();
    await unsubscribe(db, emailKey);
    expect(await getMailChoices(db, emailKey)).toEqual({
      wanted: "signatures-only",
      suppressedBecause: null,
    });
    expect(await mayMail(id)).toBe("allowed");
  });

  test("a person who stopped all mail gets none, in any spelling of the address", async () => {
    const { id, emailKey } = await aSupporter({ email: "una.never@gmail.com" });
    await stopAllMail(db, emailKey);
    expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "none", suppressedBecause: null });
    expect(await mayMail(id)).toBe("asked");
    const respelt = eq(suppressions.emailKey, keyOf("U.N.A.never+petitions@googlemail.com"));
    const [suppressed] = await db.select().from(suppressions).where(respelt);
    expect(suppressed?.reason).toBe("asked");
  });

  test("unsubscribing twice keeps the first time", async () => {
    const { id, emailKey } = await aSupporter();
    for (const ask of [unsubscribe, stopAllMail]) await ask(db, emailKey);
    const first = await stored(id);
    for (const ask of [unsubscribe, stopAllMail]) await ask(db, emailKey);
    expect(await stored(id)).toEqual(first);
    expect(first).toMatchObject({ unsubscribedAt: expect.any(Date), neverMailAt: expect.any(Date) });
  });

  test("a one-click unsubscribe changes nothing for a person who stopped all mail", async () => {
    const { id, emailKey } = await aSupporter();
    await stopAllMail(db, emailKey);
    await unsubscribe(db, emailKey);
    expect(await mayMail(id)).toBe("asked");
  });

  test("can resume all mail", async () => {
    const { id, emailKey } = await aSupporter();
    await unsubscribe(db, emailKey);
    await stopAllMail(db, emailKey);
    await resumeMail(db, emailKey);
    expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "all", suppressedBecause: null });
    expect(await mayMail(id)).toBe("allowed");
  });

  test.each(["bounced", "complained"] as const)(
    "whose address %s is not mailed again, whatever they ask, before or after",
    async (reason) => {
      const { id, emailKey } = await aSupporter();
      await stopAllMail(db, emailKey);
      await suppressAddresses(db, { supporterIds: [id], reason });
      await resumeMail(db, emailKey);
      expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "all", suppressedBecause: reason });
      await stopAllMail(db, emailKey);
      expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "none", suppressedBecause: reason });
      await resumeMail(db, emailKey);
      expect(await mayMail(id)).toBe(reason);
    },
  );

  test("a purged person stays suppressed, and can resume mail before or after signing again", async () => {
    for (const signsFirst of [true, false]) {
      const { email, emailKey, purge } = await aSupporter();
      await stopAllMail(db, emailKey);
      await purge();
      expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "none", suppressedBecause: null });
      if (!signsFirst) await resumeMail(db, emailKey);
      const again = await aSupporter({ email });
      expect(await mayMail(again.id)).toBe(signsFirst ? "asked" : "allowed");
      await resumeMail(db, emailKey);
      expect(await mayMail(again.id)).toBe("allowed");
    }
  });

  test("a purged person can stop all mail; unsubscribing has no effect", async () => {
    const { email, emailKey, purge } = await aSupporter();
    await purge();
    const nothing = { wanted: "unknown", suppressedBecause: null };
    for (const choose of [unsubscribe, resumeMail]) {
      await choose(db, emailKey);
      expect(await getMailChoices(db, emailKey)).toEqual(nothing);
    }
    for (const _time of ["once", "again"]) await stopAllMail(db, emailKey);
    expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "none", suppressedBecause: null });
    expect(await mayMail((await aSupporter({ email })).id)).toBe("asked");
  });

  test.each(["bounced", "complained"] as const)(
    "a purged supporter whose address %s stays suppressed, also after refusing and accepting mail",
    async (reason) => {
      const { id, emailKey, purge } = await aSupporter();
      await suppressAddresses(db, { supporterIds: [id], reason });
      await purge();
      for (const choose of [stopAllMail, resumeMail]) {
        await choose(db, emailKey);
        expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "unknown", suppressedBecause: reason });
      }
    },
  );

  test("can change settings while mails are sealed, without deadlocks; the last change wins", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aSupporter()));
    const supporterIds = people.map(({ id }) => id);
    const seal = () => db.transaction((tx) => allowMails(tx, { supporterIds, now: new Date() }));
    const turns = people.flatMap(({ emailKey }) => [
      stopAllMail(db, emailKey),
      seal(),
      resumeMail(db, emailKey),
      unsubscribe(db, emailKey),
    ]);
    await Promise.all(turns);
    for (const { emailKey } of people) await stopAllMail(db, emailKey);
    for (const { id } of people) expect(await mayMail(id)).toBe("asked");
  });
});

test("the link of an old mail works for an address that was purged and signed again", async () => {
  const email = "una.again@example.org";
  const [first] = await signMany(db, email, 1);
  const [mail] = await sealMails(db);
  const token = mail?.text.match(/\/mail\/([\w-]+)/)?.[1] ?? "";
  const emailKey = readMailChoicesToken(token) ?? Buffer.alloc(0);
  expect(emailKey).toEqual(keyOf(email));
  const old = await getSigner(db, first?.id ?? "");
  const later = new Date(Date.now() + 31 * 86_400_000);
  expect(await purgeUnconfirmed(db, { now: later, afterDays: 30, limit: 10 })).toBe(1);
  expect(await stored(old.id)).toBeUndefined();

  const [second] = await signMany(db, email, 1);
  expect((await getSigner(db, second?.id ?? "")).id).not.toBe(old.id);
  await stopAllMail(db, emailKey);
  expect(await sealMails(db)).toEqual([]);
  expect(await listFailures(db, second?.id ?? "")).toEqual(["suppressed: its owner wants no mail"]);

  await resumeMail(db, emailKey);
  await signMany(db, email, 1);
  const mails = await sealMails(db);
  expect(mails.map(({ to }) => to)).toEqual([email]);
  expect(mails[0]?.text).toContain(`/mail/${token}`);
});

test("a GET of the one-click address redirects to the settings page, in the reader's language", async () => {
  const { emailKey } = await aSupporter();
  const token = mailChoicesToken(emailKey);
  const address = `http://localhost:3000/api/v1/unsubscribe/${token}`;
  const spanish = new Request(address, { headers: { "accept-language": "es" } });
  const answer = await door.fetch(spanish);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/es/mail/${token}`]);
  expect(await getMailChoices(db, emailKey)).toEqual({ wanted: "all", suppressedBecause: null });
});
