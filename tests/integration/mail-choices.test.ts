import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/v1/unsubscribe/[token]/route";
import { supporters, suppressions } from "@/db/schema";
import { newId } from "@/lib/ids";
import { confirmationToken } from "@/lib/signatures/confirmation/rules";
import { acceptMail, refuseMail, unsubscribe } from "@/lib/supporters/choices/mutations";
import { getMailChoices } from "@/lib/supporters/choices/queries";
import { mailChoicesToken, readMailChoicesToken } from "@/lib/supporters/choices/rules";
import { allowMails, suppressAddresses } from "@/lib/supporters/mutations";
import { addressRecord } from "@/lib/supporters/rules";
import { aDatabase } from "../support/database";

const { db, drop } = await aDatabase();
afterAll(drop);

let met = 0;

/** Somebody whom we know by their address, and nothing else. */
async function aSupporter({ email = `una.${++met}@example.org` } = {}) {
  const id = newId();
  await db.insert(supporters).values({ id, locale: "en", ...addressRecord(email, id) });
  return { id, email, forget: () => db.delete(supporters).where(eq(supporters.id, id)) };
}

const mayMail = async (id: string) => (await allowMails(db, { supporterIds: [id], now: new Date() }))[0];
const stored = async (id: string) => (await db.select().from(supporters).where(eq(supporters.id, id)))[0];

describe("the token of a person's mail choices", () => {
  test("stands for them for ever, and is the same in every mail", () => {
    const id = newId();
    expect(readMailChoicesToken(mailChoicesToken(id))).toBe(id);
    expect(mailChoicesToken(id)).toBe(mailChoicesToken(id));
    expect(mailChoicesToken(id)).toMatch(/^[\w-]{43}$/);
  });

  test("cannot be altered, cut, guessed from an id or taken from another link", () => {
    const id = newId();
    const token = mailChoicesToken(id);
    const bytes = Buffer.from(token, "base64url");
    for (let place = 0; place < bytes.length; place += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      expect(readMailChoicesToken(altered.toString("base64url"))).toBeNull();
    }
    const confirmation = confirmationToken({ signatureId: id, askedAt: new Date() });
    const foreign = [
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token} `,
      id,
      confirmation,
      "",
      "\u0000",
    ];
    for (const text of foreign) expect(readMailChoicesToken(text), text).toBeNull();
  });
});

describe("a person", () => {
  test("is mailed all there is until they choose otherwise", async () => {
    const { id } = await aSupporter();
    expect(await getMailChoices(db, id)).toEqual({ wanted: "all", stopped: null });
    expect(await mayMail(id)).toBe("allowed");
  });

  test("who wants no news and no reminders still gets what their signatures need", async () => {
    const { id } = await aSupporter();
    await unsubscribe(db, id);
    expect(await getMailChoices(db, id)).toEqual({ wanted: "needed", stopped: null });
    expect(await mayMail(id)).toBe("allowed");
  });

  test("who wants no mail gets none, in whatever spelling their address is typed", async () => {
    const { id } = await aSupporter({ email: "una.never@gmail.com" });
    await refuseMail(db, id);
    expect(await getMailChoices(db, id)).toEqual({ wanted: "none", stopped: null });
    expect(await mayMail(id)).toBe("asked");
    const { emailKey } = addressRecord("U.N.A.never+petitions@googlemail.com", newId());
    const [suppressed] = await db.select().from(suppressions).where(eq(suppressions.emailKey, emailKey));
    expect(suppressed?.reason).toBe("asked");
  });

  test("who asks twice has asked once, at the first time", async () => {
    const { id } = await aSupporter();
    for (const ask of [unsubscribe, refuseMail]) await ask(db, id);
    const first = await stored(id);
    for (const ask of [unsubscribe, refuseMail]) await ask(db, id);
    expect(await stored(id)).toEqual(first);
    expect(first).toMatchObject({ unsubscribedAt: expect.any(Date), neverMailAt: expect.any(Date) });
  });

  test("who wants no mail is not mailed again because a mail programme unsubscribes them", async () => {
    const { id } = await aSupporter();
    await refuseMail(db, id);
    await unsubscribe(db, id);
    expect(await mayMail(id)).toBe("asked");
  });

  test("can take everything back", async () => {
    const { id } = await aSupporter();
    await unsubscribe(db, id);
    await refuseMail(db, id);
    await acceptMail(db, id);
    expect(await getMailChoices(db, id)).toEqual({ wanted: "all", stopped: null });
    expect(await mayMail(id)).toBe("allowed");
  });

  test.each(["bounced", "complained"] as const)(
    "whose address %s is not mailed again, whatever they ask, before or after",
    async (reason) => {
      const { id } = await aSupporter();
      await refuseMail(db, id);
      await suppressAddresses(db, { supporterIds: [id], reason });
      await acceptMail(db, id);
      expect(await getMailChoices(db, id)).toEqual({ wanted: "all", stopped: reason });
      await refuseMail(db, id);
      expect(await getMailChoices(db, id)).toEqual({ wanted: "none", stopped: reason });
      await acceptMail(db, id);
      expect(await mayMail(id)).toBe(reason);
    },
  );

  test("who was forgotten stays unmailed, and can take that back when they sign again", async () => {
    const first = await aSupporter();
    await refuseMail(db, first.id);
    await first.forget();
    expect(await getMailChoices(db, first.id)).toBeNull();
    const again = await aSupporter({ email: first.email });
    expect(await getMailChoices(db, again.id)).toEqual({ wanted: "none", stopped: null });
    await acceptMail(db, again.id);
    expect(await mayMail(again.id)).toBe("allowed");
  });

  test("who was forgotten can press every button, and nothing happens", async () => {
    const { id, forget } = await aSupporter();
    await forget();
    const before = await db.$count(suppressions);
    for (const choose of [unsubscribe, refuseMail, acceptMail]) await choose(db, id);
    expect([await db.$count(suppressions), await getMailChoices(db, id)]).toEqual([before, null]);
  });

  test("may choose while their mails are sealed: nobody waits for anybody for ever, and the last word holds", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => aSupporter()));
    const supporterIds = people.map(({ id }) => id);
    const seal = () => db.transaction((tx) => allowMails(tx, { supporterIds, now: new Date() }));
    const turns = people.flatMap(({ id }) => [
      refuseMail(db, id),
      seal(),
      acceptMail(db, id),
      unsubscribe(db, id),
    ]);
    await Promise.all(turns);
    for (const { id } of people) await refuseMail(db, id);
    for (const { id } of people) expect(await mayMail(id)).toBe("asked");
  });
});

test("opening the address of the one click leads to the page with buttons, in the reader's language", async () => {
  const { id } = await aSupporter();
  const token = mailChoicesToken(id);
  const address = `http://localhost:3000/api/v1/unsubscribe/${token}`;
  const spanish = new Request(address, { headers: { "accept-language": "es" } });
  const answer = await GET(spanish, { params: Promise.resolve({ token }) });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/es/mail/${token}`]);
  expect(await getMailChoices(db, id)).toEqual({ wanted: "all", stopped: null });
});
