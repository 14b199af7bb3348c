import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { renderers } from "@/lib/jobs/render-messages";
import { enqueue } from "@/lib/outbox/enqueue";
import { sealBatch } from "@/lib/outbox/seal";
import { confirmByToken } from "@/lib/signatures/confirm";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import { allowMails } from "@/lib/supporters/daily-mail-limit";
import { resumeMail, stopAllMail } from "@/lib/supporters/mail-choices";
import { suppressAddresses } from "@/lib/supporters/suppress";
import { getConfirmationMail, getNewestAttempt, moveConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aSigner } from "../support/factories";
import { listFailures, sealMails, takeSealedMails } from "../support/sealed-mails";
import { getSigner, signMany } from "../support/signers";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMIT = "limit: three mails a day";
const now = new Date();
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);

async function aPerson() {
  const [{ id = "" } = {}] = await signMany(db, `person.${newId()}@example.org`, 1);
  await deleteMails(id);
  return (await getSigner(db, id)).id;
}

const deleteMails = (signatureId: string) =>
  db.delete(outboxMessages).where(eq(outboxMessages.subjectId, signatureId));
const allow = (supporterIds: string[], when = now) =>
  db.transaction((tx) => allowMails(tx, { supporterIds, now: when }));

describe("three mails a day", () => {
  test("are the limit per mailbox, across campaigns and spellings", async () => {
    const spellings = ["li.mit@gmail.com", "limit+a@gmail.com", "LIMIT@googlemail.com", "l.imit@gmail.com"];
    const signed = (await Promise.all(spellings.map((email) => signMany(db, email, 2)))).flat();
    expect(await db.$count(outboxMessages)).toBe(8);
    const mails = await sealMails(db);
    expect(mails).toHaveLength(3);
    const failures = (await Promise.all(signed.map(({ id }) => listFailures(db, id)))).flat();
    expect(failures.filter((failure) => failure === null)).toHaveLength(3);
    expect(failures.filter((failure) => failure === LIMIT)).toHaveLength(5);
  });

  test("are counted over a sliding window of exactly 24 hours", async () => {
    const person = await aPerson();
    expect(await allow([person])).toEqual(["allowed"]);
    expect(await allow([person, person, person], at(HOUR_MS))).toEqual(["allowed", "allowed", "limit"]);
    expect(await allow([person], at(DAY_MS - 1))).toEqual(["limit"]);
    expect(await allow([person, person], at(DAY_MS))).toEqual(["allowed", "limit"]);
    expect(await allow([person], at(DAY_MS + HOUR_MS - 1))).toEqual(["limit"]);
    expect(await allow([person, person, person], at(DAY_MS + HOUR_MS))).toEqual([
      "allowed",
      "allowed",
      "limit",
    ]);
    const [{ mailedAt } = { mailedAt: [] }] = await db
      .select()
      .from(supporters)
      .where(eq(supporters.id, person));
    expect(mailedAt).toEqual([at(DAY_MS), at(DAY_MS + HOUR_MS), at(DAY_MS + HOUR_MS)]);
  });

  test("are counted per person within a batch", async () => {
    const [one, two] = [await aPerson(), await aPerson()];
    expect(await allow([one, two, one, one, one, two])).toEqual([
      "allowed",
      "allowed",
      "allowed",
      "allowed",
      "limit",
      "allowed",
    ]);
  });

  test("stay three when four workers seal for the same people concurrently, without deadlocks", async () => {
    const people = Array.from({ length: 12 }, (_, index) => `crossing.${index}@example.org`);
    const signed = (await Promise.all(people.map((email) => signMany(db, email, 6)))).flat();
    const ids = signed.map(({ id }) => id);
    // Two kinds of mail, in random order.
    await db.execute(sql`update outbox_messages set created_at = now() - random() * interval '1 minute',
      topic = case when random() < 0.5 then 'signature.reminder-due' else topic end where subject_id in ${ids}`);
    for (const id of ids) await moveConfirmationMail(db, id, at(-HOUR_MS));
    const workers = [3, 5, 7, 11].map(async (limit) => {
      while ((await sealBatch(db, { renderers, now, limit })) > 0);
    });
    await Promise.all(workers);
    const mails = await takeSealedMails(db);
    for (const email of people)
      expect(
        mails.filter(({ to }) => to === email),
        email,
      ).toHaveLength(3);
    const failures = (await Promise.all(ids.map((id) => listFailures(db, id)))).flat();
    expect(failures.filter((failure) => failure === LIMIT)).toHaveLength(people.length * 3);
  });

  test("are shared by all kinds of mail, confirmations first", async () => {
    const signed = await signMany(db, "mixed@example.org", 5);
    const ids = signed.map(({ id }) => id);
    const [confirmed = "", ...reminded] = ids;
    const { token } = await getConfirmationMail(db, confirmed);
    await confirmByToken(db, { token, now });
    for (const id of ids) await deleteMails(id);
    const enqueueAbout = async (topic: string, signatureId: string, priority: number) =>
      enqueue(db, {
        topic,
        priority,
        subjectId: signatureId,
        payload: await getNewestAttempt(db, signatureId),
        createdAt: at(HOUR_MS),
      });
    for (const id of reminded.slice(1)) await enqueueAbout("signature.reminder-due", id, 3);
    await enqueueAbout("signature.repeated", confirmed, 2);
    await enqueueAbout("signature.confirmation-requested", reminded[0] ?? "", 1);
    expect((await sealMails(db)).map(({ subject }) => subject.split(":")[0])).toEqual([
      "Confirm your signature",
      "You have signed already",
      "One step left",
    ]);
  });
});

describe("no mail at all", () => {
  test.each([
    ["bounced", "suppressed: the address bounced"],
    ["complained", "suppressed: its owner complained"],
    ["asked", "suppressed: its owner wants no mail"],
  ] as const)("goes to an address that %s, in any spelling", async (reason, failure) => {
    const [first] = await signMany(db, `${reason}.once@gmail.com`, 1);
    const person = await getSigner(db, first?.id ?? "");
    await suppressAddresses(db, { supporterIds: [person.id], reason });
    const [second] = await signMany(db, `${reason}once+again@googlemail.com`, 1);
    expect(await sealMails(db)).toEqual([]);
    for (const { id } of [first, second].flatMap((one) => one ?? []))
      expect(await listFailures(db, id)).toEqual([failure]);
    expect((await getSigner(db, first?.id ?? "")).mailedAt).toEqual([]);
  });

  test("is sent to people who stopped all mail after a mail was enqueued", async () => {
    const [signed] = await signMany(db, "changed.my.mind@example.org", 1);
    const { id } = await getSigner(db, signed?.id ?? "");
    await db.update(supporters).set({ neverMailAt: now }).where(eq(supporters.id, id));
    expect(await sealMails(db)).toEqual([]);
    expect(await listFailures(db, signed?.id ?? "")).toEqual(["suppressed: its owner wants no mail"]);
  });
});

test("a person who resumes mail is mailed when they sign again, without waiting for a day", async () => {
  const email = "changed-her-mind@example.org";
  const [{ id = "" } = {}] = await signMany(db, email, 1);
  const { emailKey } = await getSigner(db, id);
  await sealMails(db);
  await stopAllMail(db, emailKey);
  const [{ id: refused = "", campaign = "" } = {}] = await signMany(db, email, 1);
  expect(await listFailures(db, refused)).toEqual([]);
  await signCampaign(db, aSigner({ campaign, email }));
  await resendConfirmation(db, await getNewestAttempt(db, refused));
  expect(await listFailures(db, refused)).toEqual([]);
  await resumeMail(db, emailKey);
  await signCampaign(db, aSigner({ campaign, email }));
  await signCampaign(db, aSigner({ campaign, email }));
  expect((await sealMails(db)).map(({ to }) => to)).toEqual([email]);
});
