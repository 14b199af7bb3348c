import { isNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailBatches, outboxMessages } from "@/db/schema";
import { newId } from "@/lib/ids";
import { deliverBatch, type Send } from "@/lib/outbox/deliver";
import { enqueue } from "@/lib/outbox/enqueue";
import { isBatchDue, LEASE_SECONDS, leaseBatch, leaseHeldBatch } from "@/lib/outbox/lease-batch";
import { type Renderers, sealBatch } from "@/lib/outbox/seal";
import { anOutbox, secondsLater, send, start, TOPIC } from "../support/outbox";

const outbox = await anOutbox();
const {
  db,
  received,
  renderers,
  setMailboxFaults: breakMailbox,
  enqueueTo: promise,
  enqueueMany: promiseMany,
  deliverAt,
  deliverAll: work,
  recipients,
  listSent,
} = outbox;
beforeEach(outbox.clear);
afterAll(outbox.close);

describe("sealing", () => {
  test("takes a hundred, the most urgent first, and leaves the rest for the next batch", async () => {
    await promiseMany(100);
    await promise("editor@example.org", 0);
    expect(await sealBatch(db, { renderers, now: start })).toBe(100);
    expect(await sealBatch(db, { renderers, now: start })).toBe(1);
    expect(await sealBatch(db, { renderers, now: start })).toBe(0);
    await deliverAt(start);
    expect(received[0]?.to).toEqual(["editor@example.org"]);
    expect(received).toHaveLength(100);
  });

  test("ends a message whose subject no longer exists, without a mail", async () => {
    await promise("gone@example.org");
    await work();
    expect(await db.select().from(outboxMessages)).toMatchObject([
      { failedAt: start, failure: "withdrawn, or not counted", batchId: null },
    ]);
    expect(await db.$count(mailBatches)).toBe(0);
    expect(received).toEqual([]);
  });

  test("stores no address and no text in clear, and nothing once it is sent", async () => {
    await promise("secret@example.org");
    await sealBatch(db, { renderers, now: start });
    const [batch] = await db.select().from(mailBatches);
    expect(batch?.sealed?.length).toBeGreaterThan(100);
    expect(Buffer.from(batch?.sealed ?? []).toString("latin1")).not.toMatch(/secret|Hello/);
    await work();
    expect(await db.select().from(mailBatches)).toMatchObject([{ sealed: null, finishedAt: start }]);
  });

  test("leaves topics that this worker cannot render to one that can", async () => {
    await enqueue(db, { topic: "test.of-tomorrow", subjectId: newId(), payload: {}, priority: 0 });
    await promise("ada@example.org");
    expect(await sealBatch(db, { renderers, limit: 1, now: start })).toBe(1);
    await work();
    expect(recipients()).toEqual(["ada@example.org"]);
    const waiting = await db.select().from(outboxMessages).where(isNull(outboxMessages.batchId));
    expect(waiting).toMatchObject([{ topic: "test.of-tomorrow", failedAt: null }]);
  });

  test("changes nothing when rendering fails", async () => {
    await promise("ada@example.org");
    const failing: Renderers = { [TOPIC]: async () => Promise.reject(new Error("no words")) };
    await expect(sealBatch(db, { renderers: failing, now: start })).rejects.toThrow("no words");
    await work();
    expect(recipients()).toEqual(["ada@example.org"]);
  });
});

describe("delivery", () => {
  test("reaches everyone once and keeps the provider's id of each mail", async () => {
    const addresses = await promiseMany(3);
    await work();
    expect(recipients()).toEqual(addresses);
    const sent = await listSent();
    expect(sent.map(({ payload, providerId }) => [payload.to, providerId]).sort()).toEqual(
      received.map(({ id, to }) => [to[0], id]).sort(),
    );
  });

  test("reaches everyone once when the worker is killed after the provider accepted", async () => {
    const addresses = await promiseMany(3);
    await sealBatch(db, { renderers, now: start });
    const killed: Send = async (request) => {
      await send(request);
      throw new Error("killed");
    };
    await expect(deliverAt(start, killed)).rejects.toThrow("killed");
    expect(recipients()).toEqual(addresses);
    expect(await listSent()).toEqual([]);

    expect(await deliverAt(secondsLater(LEASE_SECONDS - 1))).toBeNull();
    expect(await deliverAt(secondsLater(LEASE_SECONDS))).toBe("finished");
    expect(recipients()).toEqual(addresses);
    expect((await listSent()).map(({ providerId }) => providerId).sort()).toEqual(
      received.map(({ id }) => id).sort(),
    );
  });

  test("reaches everyone once when the response is lost", async () => {
    const addresses = await promiseMany(2);
    await sealBatch(db, { renderers, now: start });
    await breakMailbox({ droppedAnswer: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    expect(await deliverAt(secondsLater(60))).toBe("finished");
    expect(recipients()).toEqual(addresses);
  });

  test("does not send a batch again once the provider may have discarded its key", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    await breakMailbox({ droppedAnswer: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    const almostADay = secondsLater(23 * 3_600);
    expect(await leaseHeldBatch(db, { now: secondsLater(23 * 3_600 - 1) })).toBeNull();
    expect(await isBatchDue(db, { now: almostADay })).toBe(false);
    expect(await deliverAt(almostADay)).toBeNull();
    expect(await leaseHeldBatch(db, { now: almostADay })).toMatchObject({
      attempts: 1,
      firstAttemptAt: start,
    });
    expect(await leaseHeldBatch(db, { now: almostADay })).toBeNull();
  });

  test("does not hold a batch that was sealed long ago and never tried", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    const tomorrow = secondsLater(30 * 3_600);
    expect(await leaseHeldBatch(db, { now: tomorrow })).toBeNull();
    expect(await deliverAt(tomorrow)).toBe("finished");
  });

  test("sends a confirmation before news that was postponed earlier", async () => {
    await promise("news@example.org", 5);
    await sealBatch(db, { renderers, now: start });
    await breakMailbox({ serverError: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    await promise("ada@example.org", 1);
    const later = secondsLater(600);
    await sealBatch(db, { renderers, now: later });
    expect(await deliverAt(later)).toBe("finished");
    expect(recipients()).toEqual(["ada@example.org"]);
    await work(later);
    expect(recipients()).toEqual(["ada@example.org", "news@example.org"]);
  });

  test("tags each mail with the id of its message, which events of the provider repeat", async () => {
    await promiseMany(2);
    await work();
    const sent = await listSent();
    expect(received.map(({ tags }) => tags)).toEqual(
      received.map(({ id }) => [{ name: "message", value: sent.find((one) => one.providerId === id)?.id }]),
    );
  });

  test("reaches everyone once with three workers at a time", async () => {
    const addresses = await promiseMany(350);
    await Promise.all([work(), work(), work()]);
    expect(recipients()).toEqual(addresses.sort());
    const ids = (await listSent()).map(({ providerId }) => providerId);
    expect(new Set(ids)).toEqual(new Set(received.map(({ id }) => id)));
  });

  test("is recorded by the worker that holds the lease, not by one whose lease expired", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    const slow = await leaseBatch(db, { now: start });
    if (!slow) throw new Error("there is a batch to lease");
    expect(await deliverAt(secondsLater(LEASE_SECONDS))).toBe("finished");
    const before = await db.select().from(mailBatches);
    const late = await deliverBatch(db, { batch: slow, send, clock: () => secondsLater(LEASE_SECONDS + 1) });
    expect(late.outcome).toBe("lost");
    expect(await db.select().from(mailBatches)).toEqual(before);
    expect(recipients()).toEqual(["ada@example.org"]);
  });
});
