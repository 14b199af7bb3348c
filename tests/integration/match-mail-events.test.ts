import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailBatches, mailEvents, outboxMessages } from "@/db/schema";
import { applyEventBatch, applyEvents } from "@/lib/jobs/apply-mail-events";
import { aMailEvent, type EventFields, mailEventsIn } from "../support/mail-events";
import { anOutbox, secondsLater, start } from "../support/outbox";

const outbox = await anOutbox();
const {
  db,
  received,
  setMailboxFaults: breakMailbox,
  enqueueTo: promise,
  deliverAt,
  deliverAll: work,
} = outbox;
const { record, getMessageState, countPendingEvents } = mailEventsIn(db);
beforeEach(async () => {
  await outbox.clear();
  await db.delete(mailEvents);
});
afterAll(outbox.close);

describe("an event without our tag", () => {
  test("waits until the provider's response to the batch shows which mail it is about", async () => {
    await promise("ada@example.org");
    await record({ type: "delivered", providerId: "not-known-yet" });
    await applyEventBatch(db);
    expect(await countPendingEvents()).toBe(1);
    await work();
    await db.update(outboxMessages).set({ providerId: "not-known-yet" });
    await applyEventBatch(db);
    const [message] = await db.select().from(outboxMessages);
    expect(message).toMatchObject({ deliveredAt: start });
    expect(await countPendingEvents()).toBe(0);
  });

  test("is retried in each step for a minute, then once a minute", async () => {
    await promise("ada@example.org");
    await work();
    const [message] = await db.select().from(outboxMessages);
    const providerId = message?.providerId ?? "";
    const applyNext = applyEvents(db);
    expect(await applyNext()).toBeGreaterThan(0);
    const receivedAt = new Date(Date.now() - 90_000);
    await db.insert(mailEvents).values({ ...aMailEvent({ type: "delivered", providerId }), receivedAt });
    await record({ type: "delayed", providerId });
    await applyNext();
    expect(await getMessageState(message?.id ?? "")).toMatchObject({ deliveredAt: null, delayedAt: start });
    await applyEvents(db)();
    expect(await getMessageState(message?.id ?? "")).toMatchObject({ deliveredAt: start, delayedAt: start });
  });

  test("is discarded after a day", async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const hours of [1, 23, 26])
      await db
        .insert(mailEvents)
        .values({ ...aMailEvent({ type: "delivered" }), receivedAt: hoursAgo(hours) });
    await applyEventBatch(db);
    expect(await countPendingEvents()).toBe(2);
  });

  test("does not delay events with a tag, even in large numbers", async () => {
    const foreign = Array.from({ length: 1_000 }, (_, number) =>
      aMailEvent({ type: "delivered", providerId: `foreign-${number}` }),
    );
    await db.insert(mailEvents).values(foreign);
    await promise("ada@example.org");
    const [message] = await db.select().from(outboxMessages);
    const messageId = message?.id ?? "";
    await record({ type: "delivered", messageId });
    await applyEventBatch(db);
    expect(await getMessageState(messageId)).toMatchObject({ deliveredAt: start });
    expect(await countPendingEvents()).toBe(1_000);
  });
});

describe("a batch whose response was lost", () => {
  const later = secondsLater(120);

  /** Sends one mail in a call whose answer is lost. */
  async function sendWithLostAnswer(): Promise<{ messageId: string; providerId: string }> {
    await promise("ada@example.org");
    await breakMailbox({ droppedAnswer: 1 });
    await work();
    await breakMailbox({});
    const [message] = await db.select().from(outboxMessages);
    expect(received).toHaveLength(1);
    expect(message).toMatchObject({ sentAt: null });
    return { messageId: message?.id ?? "", providerId: received[0]?.id ?? "" };
  }

  test.each<EventFields["type"]>(["delivered", "bounced", "failed", "suppressed"])(
    "is not finished by the event that its mail was %s; event and answer give the same state in either order",
    async (type) => {
      const event = { type, at: secondsLater(1) };
      const first = await sendWithLostAnswer();
      await record({ ...event, ...first });
      await applyEventBatch(db);
      expect(await getMessageState(first.messageId)).toMatchObject({
        sentAt: null,
        providerId: first.providerId,
      });
      expect(await db.select().from(mailBatches)).toMatchObject([{ finishedAt: null }]);
      expect(await deliverAt(later)).toBe("finished");
      const eventFirst = await getMessageState(first.messageId);

      await outbox.clear();
      const second = await sendWithLostAnswer();
      expect(await deliverAt(later)).toBe("finished");
      await record({ ...event, ...second });
      await applyEventBatch(db);
      const answerFirst = await getMessageState(second.messageId);

      expect(eventFirst).toEqual({ ...answerFirst, providerId: first.providerId });
      expect(answerFirst).toMatchObject({ sentAt: later, providerId: second.providerId });
    },
  );
});
