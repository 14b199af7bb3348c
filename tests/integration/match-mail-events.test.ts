import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailBatches, mailEvents, outboxMessages } from "@/db/schema";
import { applyRound, applyRounds } from "@/lib/jobs/apply-mail-events";
import { aMailEvent, mailEventsIn, type EventFields } from "../support/feedback";
import { anOutbox, secondsLater, start } from "../support/outbox";

const outbox = await anOutbox();
const { db, received, breakMailbox, promise, deliverAt, work } = outbox;
const { tell, stateOf, waitingEvents } = mailEventsIn(db);
beforeEach(async () => {
  await outbox.empty();
  await db.delete(mailEvents);
});
afterAll(outbox.close);

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
    await db.insert(mailEvents).values({ ...aMailEvent({ type: "delivered", providerId }), receivedAt });
    await tell({ type: "delayed", providerId });
    await round();
    expect(await stateOf(message?.id ?? "")).toMatchObject({ deliveredAt: null, delayedAt: start });
    await applyRounds(db)();
    expect(await stateOf(message?.id ?? "")).toMatchObject({ deliveredAt: start, delayedAt: start });
  });

  test("is given up after a day", async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const hours of [1, 23, 26])
      await db.insert(mailEvents).values({ ...aMailEvent({ type: "delivered" }), receivedAt: hoursAgo(hours) });
    await applyRound(db);
    expect(await waitingEvents()).toBe(2);
  });

  test("never stands in the way of those that have one, however many there are", async () => {
    const foreign = Array.from({ length: 1_000 }, (_, number) =>
      aMailEvent({ type: "delivered", providerId: `foreign-${number}` }),
    );
    await db.insert(mailEvents).values(foreign);
    await promise("ada@example.org");
    const [message] = await db.select().from(outboxMessages);
    const messageId = message?.id ?? "";
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
    const [message] = await db.select().from(outboxMessages);
    expect(received).toHaveLength(1);
    expect(message).toMatchObject({ sentAt: null });
    return { messageId: message?.id ?? "", providerId: received[0]?.id ?? "" };
  }

  test.each<EventFields["type"]>(["delivered", "bounced", "failed", "suppressed"])(
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
