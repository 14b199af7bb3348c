import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Transaction } from "@/db/client";
import { mailBatches, mailPace, outboxMessages } from "@/db/schema";
import { db as productDatabase } from "@/lib/database";
import { leaseBatch } from "@/lib/outbox/lease-batch";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { sealBatch } from "@/lib/outbox/seal";
import { anOutbox, secondsLater, start } from "../support/outbox";

const outbox = await anOutbox();
const {
  db,
  owner,
  renderers,
  enqueueTo: promise,
  enqueueMany: promiseMany,
  deliverAt,
  deliverAll: work,
  setMailboxFaults: breakMailbox,
} = outbox;
beforeEach(async () => {
  await outbox.clear();
  await db.delete(mailPace);
});
afterAll(async () => {
  await productDatabase().$client.end();
  await outbox.close();
});

const stateAt = (now: Date) => getOutboxState(db, { now });

describe("the state of the outbox", () => {
  test("is empty before the first mail", async () => {
    expect(await stateAt(start)).toEqual({
      waiting: 0,
      oldestSeconds: null,
      held: 0,
      lastError: null,
      lastErrorAt: null,
      lastSentAt: null,
      consecutiveFailures: 0,
      quietUntil: null,
    });
  });

  test("counts waiting mails, with and without a batch, until they are sent or have failed", async () => {
    await promiseMany(3);
    await promise("gone@example.org");
    await db.update(outboxMessages).set({ createdAt: start });
    expect(await stateAt(secondsLater(90))).toMatchObject({ waiting: 4, oldestSeconds: 90 });
    await sealBatch(db, { renderers, now: start });
    expect(await stateAt(secondsLater(90))).toMatchObject({ waiting: 3, oldestSeconds: 90 });
    await promise("late@example.org");
    await db
      .update(outboxMessages)
      .set({ createdAt: secondsLater(60) })
      .where(sql`batch_id is null and failed_at is null`);
    expect(await stateAt(secondsLater(90))).toMatchObject({ waiting: 4, oldestSeconds: 90 });
    await deliverAt(start);
    expect(await stateAt(secondsLater(90))).toMatchObject({ waiting: 1, oldestSeconds: 30 });
    await work();
    expect(await stateAt(secondsLater(90))).toMatchObject({ waiting: 0, oldestSeconds: null });
  });

  test("has no negative age when a clock is ahead", async () => {
    await promise("ada@example.org");
    await db.update(outboxMessages).set({ createdAt: secondsLater(5) });
    expect(await stateAt(start)).toMatchObject({ waiting: 1, oldestSeconds: 0 });
  });

  test("holds a batch once the provider may have discarded its key", async () => {
    await promise("ada@example.org");
    await breakMailbox({ droppedAnswer: 1 });
    await work();
    expect(await stateAt(secondsLater(22 * 3_600))).toMatchObject({ held: 0, waiting: 1 });
    expect(await stateAt(secondsLater(23 * 3_600))).toMatchObject({ held: 1, waiting: 1 });
    expect(await leaseBatch(db, { now: secondsLater(23 * 3_600) })).toBeNull();
  });

  test("has the provider's last error, and until when it must not be called", async () => {
    await db.insert(mailPace).values({
      quietUntil: secondsLater(10),
      lastError: "429 rate_limit_exceeded",
      lastErrorAt: secondsLater(-5),
      lastSuccessAt: secondsLater(-9),
    });
    const state = {
      lastError: "429 rate_limit_exceeded",
      lastErrorAt: secondsLater(-5),
      lastSentAt: secondsLater(-9),
    };
    expect(await stateAt(start)).toMatchObject({ ...state, quietUntil: secondsLater(10) });
    expect(await stateAt(secondsLater(10))).toMatchObject({ ...state, quietUntil: null });
  });
});

test("is read from partial indexes, without a full scan of a table, however many mails were sent", async () => {
  await db.execute(sql`
    insert into mail_batches (id, idempotency_key, payload_sha256, finished_at)
    select gen_random_uuid(), 'key ' || n, '', now() from generate_series(1, 1000) n`);
  await db.execute(sql`
    insert into outbox_messages (id, topic, subject_id, payload, priority, batch_id, position, sent_at)
    select gen_random_uuid(), 'test', gen_random_uuid(), '{}', 1, batch.id, position, now()
    from mail_batches batch, generate_series(0, 49) position`);
  await promiseMany(20);
  for (const table of [outboxMessages, mailBatches]) await owner.execute(sql`vacuum analyze ${table}`);
  await db.transaction(async (tx) => {
    const before = await scansOf(tx);
    expect(await getOutboxState(tx, { now: new Date() })).toMatchObject({ waiting: 20 });
    const after = await scansOf(tx);
    expect(after.whole).toBe(before.whole);
    expect(after.byIndex).toBeGreaterThan(before.byIndex);
  });
});

/** How often this connection has read the outbox's tables from end to end, and by an index. */
async function scansOf(tx: Transaction) {
  const [scans] = await tx.execute<{ whole: number; byIndex: number }>(sql`
    select sum(seq_scan)::int as whole, sum(idx_scan)::int as "byIndex"
    from pg_stat_xact_user_tables where relname in ('outbox_messages', 'mail_batches')`);
  if (!scans) throw new Error("no statistics");
  return scans;
}

/** Asks whether the site is ready, in a module that reads the environment anew. */
async function askReadiness(authorization: string, METRICS_TOKEN?: string) {
  vi.resetModules();
  vi.stubEnv("METRICS_TOKEN", METRICS_TOKEN);
  const { door } = await import("@/server/door");
  return door.fetch(new Request("http://localhost:3000/api/health/ready", { headers: { authorization } }));
}

test.each([
  ["", "sixteen-characters-or-more"],
  ["Bearer wrong", "sixteen-characters-or-more"],
  ["Bearer ", ""],
  ["Bearer undefined", undefined],
])("readiness tells nothing but itself without the token (%j, %j)", async (authorization, token) => {
  await promiseMany(2);
  const answer = await askReadiness(authorization, token);
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ready" }]);
});

test("readiness shows the length of the outbox with the token, and nothing else about it", async () => {
  await promiseMany(2);
  await db.insert(mailPace).values({ lastError: "500 application_error", lastErrorAt: start });
  const answer = await askReadiness("Bearer sixteen-characters-or-more", "sixteen-characters-or-more");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    status: "ready",
    outbox: {
      waiting: 2,
      oldestSeconds: expect.any(Number),
      held: 0,
      lastError: "500 application_error",
      lastErrorAt: start.toISOString(),
    },
  });
});
