import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailEvents, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import { applyRound } from "@/lib/jobs/apply-mail-events";
import { enqueue } from "@/lib/outbox/enqueue";
import { forgetMailEvents, recordMailEvent } from "@/lib/outbox/mail-events";
import { aMailEvent, mailEventsIn, type EventFields } from "../support/feedback";
import { anOutbox, secondsLater, start, TOPIC } from "../support/outbox";

const outbox = await anOutbox();
const { db } = outbox;
const { tell, stateOf, waitingEvents } = mailEventsIn(db);
beforeEach(async () => {
  await outbox.empty();
  await db.delete(mailEvents);
});
afterAll(outbox.close);

/** Messages of the outbox that nobody has sent yet. */
async function someMessages(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    await enqueue(db, { topic: TOPIC, subjectId: newId(), payload: {}, priority: 1 });
  }
  for (const { id } of await db.select({ id: outboxMessages.id }).from(outboxMessages)) ids.push(id);
  return ids;
}

describe("what the provider tells", () => {
  const story: EventFields[] = [
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
  const orders: [string, (events: EventFields[]) => EventFields[]][] = [
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
    const event = aMailEvent({ type: "delivered", messageId });
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
      aMailEvent({ type: "delivered", messageId, at: secondsLater(index) }),
      aMailEvent({ type: "delayed", messageId, at: secondsLater(index) }),
      aMailEvent({ type: "delivered", messageId, at: secondsLater(index - 100) }),
      ...Array.from({ length: 12 }, () => aMailEvent({ type: "sent", messageId })),
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

test("applied events are forgotten after a month, waiting ones and newer ones are not", async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const rows = [
    { id: "old", receivedAt: daysAgo(31), appliedAt: daysAgo(31) },
    { id: "old and waiting", receivedAt: daysAgo(31), appliedAt: null },
    { id: "new", receivedAt: daysAgo(29), appliedAt: daysAgo(29) },
  ];
  await db.insert(mailEvents).values(rows.map((row) => ({ ...aMailEvent({ type: "delivered" }), ...row })));
  await forgetMailEvents(db, { now });
  const left = await db.select({ id: mailEvents.id }).from(mailEvents).orderBy(mailEvents.id);
  expect(left).toEqual([{ id: "new" }, { id: "old and waiting" }]);
});
