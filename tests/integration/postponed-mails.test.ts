import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, signatures, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/outbox/enqueue";
import { resendConfirmations } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aSigner } from "../support/factories";
import { listFailures, sealMails } from "../support/sealed-mails";
import { getSigner, signMany } from "../support/signers";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LIMIT = "limit: three mails a day";
const now = new Date();
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);

const setMailedAt = (supporterId: string, mailedAt: Date[]) =>
  db.update(supporters).set({ mailedAt }).where(eq(supporters.id, supporterId));

describe("a person whose mail was dropped by the daily limit", () => {
  /** Creates a person who got three mails, the first `hours` ago, and whose next mail was dropped. */
  async function aSignerAtTheLimit(hours: number) {
    const email = `full.${newId()}@example.org`;
    const [signed] = await signMany(db, email, 1);
    if (!signed) throw new Error("the signature was refused");
    const person = await getSigner(db, signed.id);
    const oldest = at(-hours * HOUR_MS);
    await setMailedAt(person.id, [oldest, at(-HOUR_MS), at(-HOUR_MS)]);
    expect(await sealMails(db)).toEqual([]);
    expect(await listFailures(db, signed.id)).toEqual([LIMIT]);
    return { ...signed, email, person, oldest };
  }

  test("gets a mail when they sign again as soon as the limit allows", async () => {
    const { id, campaign, email, person, oldest } = await aSignerAtTheLimit(23);
    const [signature] = await db.select().from(signatures).where(eq(signatures.id, id));
    expect(signature?.confirmationAskedAt).toEqual(oldest);
    await signCampaign(db, aSigner({ campaign, email }));
    await resendConfirmations(db, [id]);
    expect(await listFailures(db, id)).toEqual([LIMIT]);

    const anHourLater = [at(-25 * HOUR_MS), at(-2 * HOUR_MS), at(-2 * HOUR_MS)];
    await setMailedAt(person.id, anHourLater);
    await db.update(signatures).set({ confirmationAskedAt: anHourLater[0] }).where(eq(signatures.id, id));
    await signCampaign(db, aSigner({ campaign, email }));
    expect(await listFailures(db, id)).toEqual([LIMIT, null]);
    expect(await sealMails(db)).toMatchObject([{ to: email }]);
  });

  test("does not cause a queued message each time someone signs in their name", async () => {
    const { id, campaign, email } = await aSignerAtTheLimit(2);
    for (let times = 0; times < 20; times += 1) {
      await signCampaign(db, aSigner({ campaign, email }));
      await sealMails(db);
    }
    expect(await listFailures(db, id)).toEqual([LIMIT]);
  });

  test('gets an "already signed" mail only when they sign again after the limit allows', async () => {
    const { id, campaign, email, person, oldest } = await aSignerAtTheLimit(2);
    const confirmed = { confirmedAt: now, confirmationAskedAt: now };
    await db.update(signatures).set(confirmed).where(eq(signatures.id, id));
    for (let times = 0; times < 3; times += 1) {
      await signCampaign(db, aSigner({ campaign, email }));
      expect(await sealMails(db)).toEqual([]);
    }
    expect(await listFailures(db, id)).toEqual([LIMIT, LIMIT]);
    const [signature] = await db.select().from(signatures).where(eq(signatures.id, id));
    expect(signature).toMatchObject({ repeatQueuedAt: oldest, confirmationAskedAt: now });

    const anHourAndADayAgo = at(-DAY_MS - HOUR_MS);
    await db.update(signatures).set({ repeatQueuedAt: anHourAndADayAgo }).where(eq(signatures.id, id));
    await setMailedAt(person.id, [anHourAndADayAgo]);
    await signCampaign(db, aSigner({ campaign, email }));
    expect(await sealMails(db)).toMatchObject([{ to: email }]);
  });

  test("is skipped without waiting while entering a code or requesting a mail", async () => {
    const { id, oldest } = await aSignerAtTheLimit(2);
    const payload = { signatureId: id };
    await enqueue(db, {
      topic: "signature.confirmation-requested",
      subjectId: id,
      payload,
      priority: 1,
      createdAt: now,
    });
    await db.transaction(async (other) => {
      await other.select().from(signatures).where(eq(signatures.id, id)).for("update");
      expect(await sealMails(db)).toEqual([]);
    });
    expect(await listFailures(db, id)).toEqual([LIMIT, LIMIT]);
    const [signature] = await db.select().from(signatures).where(eq(signatures.id, id));
    expect(signature?.confirmationAskedAt).toEqual(oldest);
  });
});

test("an outdated queued mail is not sent once a later one was requested", async () => {
  const [signed] = await signMany(db, "late@example.org", 1);
  const id = signed?.id ?? "";
  const yesterday = at(-DAY_MS - HOUR_MS);
  await db.update(outboxMessages).set({ createdAt: yesterday }).where(eq(outboxMessages.subjectId, id));
  await db.update(signatures).set({ confirmationAskedAt: yesterday }).where(eq(signatures.id, id));
  await resendConfirmations(db, [id]);
  expect(await listFailures(db, id)).toEqual([null, null]);
  expect(await sealMails(db)).toHaveLength(1);
  expect(await listFailures(db, id)).toEqual(["a later mail says the same", null]);
});
