import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailEvents, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import { applyEventBatch } from "@/lib/jobs/apply-mail-events";
import { enqueue } from "@/lib/outbox/enqueue";
import { purgeMailEvents, recordMailEvent } from "@/lib/outbox/mail-events";
import { aMailEvent, type EventFields, mailEventsIn } from "../support/mail-events";
import { anOutbox, secondsLater, start, TOPIC } from "../support/outbox";

const outbox = await anOutbox();
const { db } = outbox;
const { record, getMessageState, countPendingEvents } = mailEventsIn(db);
beforeEach(async () => {
  await outbox.clear();
  await db.delete(mailEvents);
});
afterAll(outbox.close);

/** Enqueues messages and returns their ids. */
async function enqueueMessages(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    await enqueue(db, { topic: TOPIC, subjectId: newId(), payload: {}, priority: 1 });
  }
  for (const { id } of await db.select({ id: outboxMessages.id }).from(outboxMessages)) ids.push(id);
  return ids;
}

describe("an event from the provider", () => {
  const events: EventFields[] = [
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
  const orders: [string, (list: EventFields[]) => EventFields[]][] = [
    ["in order", (list) => list],
    ["in reverse order", (list) => list.toReversed()],
    ["twice", (list) => [...list, ...list]],
    ["starting in the middle", (list) => [...list.slice(4), ...list.slice(0, 4)]],
    [
      "with every second one first",
      (list) => [...list].sort((a, b) => (events.indexOf(a) % 2) - (events.indexOf(b) % 2)),
    ],
  ];

  test.each(orders)(
    "leads to the same state when events come %s, together or one by one",
    async (_name, order) => {
      const [together = "", oneByOne = ""] = await enqueueMessages(2);
      await record(...order(events).map((event) => ({ ...event, messageId: together })));
      await applyEventBatch(db);
      for (const event of order(events)) {
        await record({ ...event, messageId: oneByOne });
        await applyEventBatch(db);
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
      expect(await getMessageState(together)).toEqual(expected);
      expect(await getMessageState(oneByOne)).toEqual(expected);
      expect(await countPendingEvents()).toBe(0);
    },
  );

  test("is applied once per event id, also when it is sent 100 times concurrently", async () => {
    const [messageId = ""] = await enqueueMessages(1);
    const event = aMailEvent({ type: "delivered", messageId });
    await Promise.all(Array.from({ length: 100 }, () => recordMailEvent(db, event)));
    expect(await db.$count(mailEvents)).toBe(1);
    await applyEventBatch(db);
    await recordMailEvent(db, { ...event, at: secondsLater(-60) });
    await applyEventBatch(db);
    expect((await getMessageState(messageId)).deliveredAt).toEqual(start);
  });

  test("is applied once by four concurrent workers, without a deadlock", async () => {
    const messages = await enqueueMessages(60);
    const sent = messages.flatMap((messageId, index) => [
      aMailEvent({ type: "delivered", messageId, at: secondsLater(index) }),
      aMailEvent({ type: "delayed", messageId, at: secondsLater(index) }),
      aMailEvent({ type: "delivered", messageId, at: secondsLater(index - 100) }),
      ...Array.from({ length: 12 }, () => aMailEvent({ type: "sent", messageId })),
    ]);
    await db.insert(mailEvents).values(sent.toSorted((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1)));
    expect(await countPendingEvents()).toBe(900);
    const worker = async () => {
      while ((await countPendingEvents()) > 0) await applyEventBatch(db);
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    for (const [index, messageId] of messages.entries())
      expect(await getMessageState(messageId)).toMatchObject({
        deliveredAt: secondsLater(index - 100),
        delayedAt: secondsLater(index),
      });
  });

  test("an event for a locked message is skipped without waiting and applied later", async () => {
    const [held = "", free = ""] = await enqueueMessages(2);
    await record({ type: "delivered", messageId: held }, { type: "delivered", messageId: free });
    await db.transaction(async (other) => {
      await other.select().from(outboxMessages).where(eq(outboxMessages.id, held)).for("update");
      await applyEventBatch(db);
      expect(await getMessageState(free)).toMatchObject({ deliveredAt: start });
      expect(await countPendingEvents()).toBe(1);
    });
    await applyEventBatch(db);
    expect(await getMessageState(held)).toMatchObject({ deliveredAt: start });
  });

  test("about an unknown mail is discarded", async () => {
    await record({ type: "delivered", messageId: newId() });
    await applyEventBatch(db);
    expect(await countPendingEvents()).toBe(0);
  });
});

test("applied events are purged after a month; waiting and newer ones are kept", async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const rows = [
    { id: "old", receivedAt: daysAgo(31), appliedAt: daysAgo(31) },
    { id: "old, not applied", receivedAt: daysAgo(31), appliedAt: null },
    { id: "new", receivedAt: daysAgo(29), appliedAt: daysAgo(29) },
  ];
  await db.insert(mailEvents).values(rows.map((row) => ({ ...aMailEvent({ type: "delivered" }), ...row })));
  await purgeMailEvents(db, { now });
  const left = await db.select({ id: mailEvents.id }).from(mailEvents).orderBy(mailEvents.id);
  expect(left).toEqual([{ id: "new" }, { id: "old, not applied" }]);
});
