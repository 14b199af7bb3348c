import { asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailBatches, mailEvents, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import { applyRound, applyRounds } from "@/lib/jobs/apply-mail-events";
import type { MailEvent } from "@/lib/outbox/feedback/input";
import { forgetMailEvents, recordMailEvent } from "@/lib/outbox/feedback/mutations";
import { enqueue } from "@/lib/outbox/mutations";
import { anOutbox, secondsLater, start, TOPIC } from "../support/outbox";

const outbox = await anOutbox();
const { db, received, breakMailbox, promise, deliverAt, work } = outbox;
beforeEach(async () => {
  await outbox.empty();
  await db.delete(mailEvents);
});
afterAll(outbox.close);

type Told = Partial<MailEvent> & Pick<MailEvent, "type">;

const anEvent = (told: Told): MailEvent => ({
  id: newId(),
  messageId: null,
  providerId: "a-mail",
  bounce: told.type === "bounced" ? "permanent" : null,
  at: start,
  ...told,
});

async function tell(...events: Told[]) {
  for (const event of events) await recordMailEvent(db, anEvent(event));
}

/** Messages of the outbox that nobody has sent yet. */
async function someMessages(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    await enqueue(db, { topic: TOPIC, subjectId: newId(), payload: {}, priority: 1 });
  }
  for (const { id } of await db.select({ id: outboxMessages.id }).from(outboxMessages)) ids.push(id);
  return ids;
}

async function stateOf(messageId: string) {
  const [message] = await db.select().from(outboxMessages).where(eq(outboxMessages.id, messageId));
  if (!message) throw new Error("no such message");
  const { providerId, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure } = message;
  return { providerId, sentAt, deliveredAt, delayedAt, bouncedAt, complainedAt, failedAt, failure };
}

const waitingEvents = () => db.$count(mailEvents, isNull(mailEvents.appliedAt));

describe("what the provider tells", () => {
  const story: Told[] = [
    { type: "sent", at: secondsLater(1) },
    { type: "delayed", at: secondsLater(2) },
    { type: "delayed", at: secondsLater(3) },
    { type: "delivered", at: secondsLater(5) },
    { type: "delivered", at: secondsLater(4) },
    { type: "bounced", at: secondsLater(6) },
    { type: "complained", at: secondsLater(8) },
    { type: "suppressed", at: secondsLater(9) },
    { type: "failed", at: secondsLater(7) },
  ];
  const orders: [string, (events: Told[]) => Told[]][] = [
    ["in order", (events) => events],
    ["backwards", (events) => events.toReversed()],
    ["twice", (events) => [...events, ...events]],
    ["from the middle", (events) => [...events.slice(4), ...events.slice(0, 4)]],
    [
      "every other first",
      (events) => [...events].sort((a, b) => (story.indexOf(a) % 2) - (story.indexOf(b) % 2)),
    ],
  ];

  test.each(orders)("comes to the same when it is told %s, at once or one by one", async (_name, order) => {
    const [atOnce = "", oneByOne = ""] = await someMessages(2);
    await tell(...order(story).map((event) => ({ ...event, messageId: atOnce })));
    await applyRound(db);
    for (const event of order(story)) {
      await tell({ ...event, messageId: oneByOne });
      await applyRound(db);
    }
    const expected = {
      providerId: "a-mail",
      sentAt: null,
      deliveredAt: secondsLater(4),
      delayedAt: secondsLater(2),
      bouncedAt: secondsLater(6),
      complainedAt: secondsLater(8),
      failedAt: secondsLater(7),
      failure: "failed at the provider",
    };
    expect(await stateOf(atOnce)).toEqual(expected);
    expect(await stateOf(oneByOne)).toEqual(expected);
    expect(await waitingEvents()).toBe(0);
  });

  test("counts once for each event id, also when it is told a hundred times at once", async () => {
    const [messageId = ""] = await someMessages(1);
    const event = anEvent({ type: "delivered", messageId });
    await Promise.all(Array.from({ length: 100 }, () => recordMailEvent(db, event)));
    expect(await db.$count(mailEvents)).toBe(1);
    await applyRound(db);
    await recordMailEvent(db, { ...event, at: secondsLater(-60) });
    await applyRound(db);
    expect((await stateOf(messageId)).deliveredAt).toEqual(start);
  });

  test("is written once by two workers and more at the same time, and none waits for another for ever", async () => {
    const messages = await someMessages(60);
    const told = messages.flatMap((messageId, index) => [
      anEvent({ type: "delivered", messageId, at: secondsLater(index) }),
      anEvent({ type: "delayed", messageId, at: secondsLater(index) }),
      anEvent({ type: "delivered", messageId, at: secondsLater(index - 100) }),
      ...Array.from({ length: 12 }, () => anEvent({ type: "sent", messageId })),
    ]);
    await db.insert(mailEvents).values(told.toSorted((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1)));
    expect(await waitingEvents()).toBe(900);
    const worker = async () => {
      while ((await waitingEvents()) > 0) await applyRound(db);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    for (const [index, messageId] of messages.entries())
      expect(await stateOf(messageId)).toMatchObject({
        deliveredAt: secondsLater(index - 100),
        delayedAt: secondsLater(index),
      });
  });

  test("does not wait for a message that somebody else is writing to, and is not lost either", async () => {
    const [held = "", free = ""] = await someMessages(2);
    await tell({ type: "delivered", messageId: held }, { type: "delivered", messageId: free });
    await db.transaction(async (other) => {
      await other.select().from(outboxMessages).where(eq(outboxMessages.id, held)).for("update");
      await applyRound(db);
      expect(await stateOf(free)).toMatchObject({ deliveredAt: start });
      expect(await waitingEvents()).toBe(1);
    });
    await applyRound(db);
    expect(await stateOf(held)).toMatchObject({ deliveredAt: start });
  });

  test("of a mail that is none of ours ends there", async () => {
    await tell({ type: "delivered", messageId: newId() });
    await applyRound(db);
    expect(await waitingEvents()).toBe(0);
  });
});

describe("an event without our tag", () => {
  test("waits until the answer of its batch has told whose mail it is", async () => {
    await promise("ada@example.org");
    await tell({ type: "delivered", providerId: "not-known-yet" });
    await applyRound(db);
    expect(await waitingEvents()).toBe(1);
    await work();
    await db.update(outboxMessages).set({ providerId: "not-known-yet" });
    await applyRound(db);
    const [message] = await db.select().from(outboxMessages);
    expect(message).toMatchObject({ deliveredAt: start });
    expect(await waitingEvents()).toBe(0);
  });

  test("is looked at for a minute in each round, and then once a minute", async () => {
    await promise("ada@example.org");
    await work();
    const [message] = await db.select().from(outboxMessages);
    const providerId = message?.providerId ?? "";
    const round = applyRounds(db);
    expect(await round()).toBeGreaterThan(0);
    const receivedAt = new Date(Date.now() - 90_000);
    await db.insert(mailEvents).values({ ...anEvent({ type: "delivered", providerId }), receivedAt });
    await tell({ type: "delayed", providerId });
    await round();
    expect(await stateOf(message?.id ?? "")).toMatchObject({ deliveredAt: null, delayedAt: start });
    await applyRounds(db)();
    expect(await stateOf(message?.id ?? "")).toMatchObject({ deliveredAt: start, delayedAt: start });
  });

  test("is given up after a day", async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const hours of [1, 23, 26])
      await db.insert(mailEvents).values({ ...anEvent({ type: "delivered" }), receivedAt: hoursAgo(hours) });
    await applyRound(db);
    expect(await waitingEvents()).toBe(2);
  });

  test("never stands in the way of those that have one, however many there are", async () => {
    const foreign = Array.from({ length: 1_000 }, (_, number) =>
      anEvent({ type: "delivered", providerId: `foreign-${number}` }),
    );
    await db.insert(mailEvents).values(foreign);
    const [messageId = ""] = await someMessages(1);
    await tell({ type: "delivered", messageId });
    await applyRound(db);
    expect(await stateOf(messageId)).toMatchObject({ deliveredAt: start });
    expect(await waitingEvents()).toBe(1_000);
  });
});

describe("a batch whose answer got lost", () => {
  const later = secondsLater(120);

  /** One mail, taken by the provider in a call whose answer nobody heard. */
  async function aLostAnswer(): Promise<{ messageId: string; providerId: string }> {
    await promise("ada@example.org");
    await breakMailbox({ droppedAnswer: 1 });
    await work();
    await breakMailbox({});
    const [message] = await db.select().from(outboxMessages).orderBy(asc(outboxMessages.createdAt));
    expect(received).toHaveLength(1);
    expect(message).toMatchObject({ sentAt: null });
    return { messageId: message?.id ?? "", providerId: received[0]?.id ?? "" };
  }

  test.each<Told["type"]>(["delivered", "bounced", "failed", "suppressed"])(
    "is not finished by its mail being %s; both end in the same state, whichever comes first",
    async (type) => {
      const event = { type, at: secondsLater(1) };
      const first = await aLostAnswer();
      await tell({ ...event, ...first });
      await applyRound(db);
      expect(await stateOf(first.messageId)).toMatchObject({ sentAt: null, providerId: first.providerId });
      expect(await db.select().from(mailBatches)).toMatchObject([{ finishedAt: null }]);
      expect(await deliverAt(later)).toBe("finished");
      const eventFirst = await stateOf(first.messageId);

      await outbox.empty();
      const second = await aLostAnswer();
      expect(await deliverAt(later)).toBe("finished");
      await tell({ ...event, ...second });
      await applyRound(db);
      const answerFirst = await stateOf(second.messageId);

      expect(eventFirst).toEqual({ ...answerFirst, providerId: first.providerId });
      expect(answerFirst).toMatchObject({ sentAt: later, providerId: second.providerId });
    },
  );
});

test("applied events are forgotten after a month, waiting ones and newer ones are not", async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const rows = [
    { id: "old", receivedAt: daysAgo(31), appliedAt: daysAgo(31) },
    { id: "old and waiting", receivedAt: daysAgo(31), appliedAt: null },
    { id: "new", receivedAt: daysAgo(29), appliedAt: daysAgo(29) },
  ];
  await db.insert(mailEvents).values(rows.map((row) => ({ ...anEvent({ type: "delivered" }), ...row })));
  await forgetMailEvents(db, { now });
  const left = await db.select({ id: mailEvents.id }).from(mailEvents).orderBy(mailEvents.id);
  expect(left).toEqual([{ id: "new" }, { id: "old and waiting" }]);
});
