import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isNotNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { mailBatches, outboxMessages } from "@/db/schema";
import { sendBatch } from "@/lib/email/send";
import { newId } from "@/lib/ids";
import { deliverBatch, leaseBatch, type Send } from "@/lib/outbox/delivery/mutations";
import { LEASE_SECONDS } from "@/lib/outbox/delivery/rules";
import { enqueue } from "@/lib/outbox/mutations";
import { type Render, sealBatch } from "@/lib/outbox/sealing/mutations";
import { startMailbox } from "@/scripts/mailbox/server";
import { aDatabase } from "../support/database";

const { db, drop } = await aDatabase();
const received: { id: string; to: string[] }[] = [];
const mailbox = await startMailbox({
  directory: await mkdtemp(join(tmpdir(), "mailbox-")),
  onAccepted: [(mail) => received.push(mail)],
});
process.env.RESEND_BASE_URL = mailbox.url;
afterAll(async () => {
  await mailbox.stop();
  await drop();
});

beforeEach(async () => {
  await breakMailbox({});
  await db.delete(outboxMessages);
  await db.delete(mailBatches);
  received.length = 0;
});

const start = new Date("2026-11-01T09:00:00Z");
const secondsLater = (seconds: number) => new Date(start.getTime() + seconds * 1_000);

/** Sends for real, through the resend package. */
const send: Send = (request) => sendBatch(request, new AbortController().signal);

/** The recipient of a message is its subject; a subject may also be gone. */
const gone = new Set<string>();
const wordsFor = (to: string) => ({
  from: "us@example.org",
  to,
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
});
const render: Render = async (_tx, messages) =>
  new Map(
    messages.map(({ id, payload }) => {
      const to = payload.to ?? "";
      return [id, gone.has(to) ? { gone: "withdrawn" } : wordsFor(to)];
    }),
  );

async function promise(to: string, priority = 1) {
  await enqueue(db, { topic: "test.promised", subjectId: newId(), payload: { to }, priority });
}

async function promiseMany(count: number) {
  const addresses = Array.from({ length: count }, (_, index) => `reader-${index}@example.org`);
  for (const to of addresses) await promise(to);
  return addresses;
}

/** One round of a worker at a given time: leases and delivers one batch. Null when none is due. */
async function deliverAt(now: Date, by: Send = send) {
  const batch = await leaseBatch(db, { now });
  return batch && (await deliverBatch(db, { batch, send: by, clock: () => now })).outcome;
}

/** A worker: seals and delivers until nothing is left to do. */
async function work(now = start, by: Send = send): Promise<void> {
  const outcome = await deliverAt(now, by);
  if (outcome === null && (await sealBatch(db, { render, now })) === 0) return;
  await work(now, by);
}

async function breakMailbox(plan: { tooMany?: number; serverError?: number; droppedAnswer?: number }) {
  await fetch(`${mailbox.url}/_faults`, { method: "POST", body: JSON.stringify(plan) });
}

const recipients = () => received.flatMap(({ to }) => to).sort();
const listSent = () => db.select().from(outboxMessages).where(isNotNull(outboxMessages.sentAt));

describe("sealing", () => {
  test("takes a hundred, the most urgent first, and leaves the rest for the next batch", async () => {
    await promiseMany(100);
    await promise("editor@example.org", 0);
    expect(await sealBatch(db, { render, now: start })).toBe(100);
    expect(await sealBatch(db, { render, now: start })).toBe(1);
    expect(await sealBatch(db, { render, now: start })).toBe(0);
    await deliverAt(start);
    expect(received[0]?.to).toEqual(["editor@example.org"]);
    expect(received).toHaveLength(100);
  });

  test("ends a message whose subject is gone, and mails nobody", async () => {
    gone.add("left@example.org");
    await promise("left@example.org");
    await work();
    expect(await db.select().from(outboxMessages)).toMatchObject([
      { failedAt: start, failure: "withdrawn", batchId: null },
    ]);
    expect(await db.$count(mailBatches)).toBe(0);
    expect(received).toEqual([]);
  });

  test("keeps no address and no word in clear, and nothing at all once it is sent", async () => {
    await promise("secret@example.org");
    await sealBatch(db, { render, now: start });
    const [batch] = await db.select().from(mailBatches);
    expect(batch?.sealed?.length).toBeGreaterThan(100);
    expect(Buffer.from(batch?.sealed ?? []).toString("latin1")).not.toMatch(/secret|Hello/);
    await work();
    expect(await db.select().from(mailBatches)).toMatchObject([{ sealed: null, finishedAt: start }]);
  });

  test("changes nothing when the words cannot be found", async () => {
    await promise("ada@example.org");
    const failing: Render = async () => Promise.reject(new Error("no words"));
    await expect(sealBatch(db, { render: failing, now: start })).rejects.toThrow("no words");
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
    await sealBatch(db, { render, now: start });
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

  test("reaches everyone once when the answer is lost on its way", async () => {
    const addresses = await promiseMany(2);
    await sealBatch(db, { render, now: start });
    await breakMailbox({ droppedAnswer: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    expect(await deliverAt(secondsLater(60))).toBe("finished");
    expect(recipients()).toEqual(addresses);
  });

  test("reaches everyone once with three workers at a time", async () => {
    const addresses = await promiseMany(350);
    await Promise.all([work(), work(), work()]);
    expect(recipients()).toEqual(addresses.sort());
    const ids = (await listSent()).map(({ providerId }) => providerId);
    expect(new Set(ids)).toEqual(new Set(received.map(({ id }) => id)));
  });

  test("is recorded by the worker that holds the lease, not by one that lost it", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { render, now: start });
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

describe("a provider that refuses", () => {
  test("one address holds up none of the others, and is not repeated in the reason", async () => {
    for (const to of ["ada@example.org", "not an address", "bo@example.org"]) await promise(to);
    await work();
    expect(recipients()).toEqual(["ada@example.org", "bo@example.org"]);
    const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.position);
    expect(messages.map(({ failedAt }) => failedAt)).toEqual([null, start, null]);
    expect(messages.map(({ providerId }) => providerId)).toEqual([received[0]?.id, null, received[1]?.id]);
    expect(messages[1]?.failure).toContain("Invalid `to` field");
    expect(messages[1]?.failure).not.toMatch(/\S@\S/);
  });

  test("for a while is asked again no earlier than it said", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { render, now: start });
    await breakMailbox({ tooMany: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    expect(await db.select().from(mailBatches)).toMatchObject([
      {
        attempts: 1,
        nextAttemptAt: secondsLater(1),
        leasedUntil: null,
        lastError: "429 rate_limit_exceeded",
      },
    ]);
    expect(await deliverAt(secondsLater(0.9))).toBeNull();
    expect(await deliverAt(secondsLater(1))).toBe("finished");
    expect(recipients()).toEqual(["ada@example.org"]);
  });

  test("by failing is asked again later each time, with the same words under the same key", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { render, now: start });
    await breakMailbox({ serverError: 1 });
    const [sealed] = await db.select().from(mailBatches);
    const delays: number[] = [];
    for (const hour of [1, 2, 3, 4]) {
      const now = secondsLater(hour * 3_600);
      expect(await deliverAt(now)).toBe("postponed");
      const [batch] = await db.select().from(mailBatches);
      expect(batch).toMatchObject({
        idempotencyKey: sealed?.idempotencyKey,
        payloadSha256: sealed?.payloadSha256,
      });
      delays.push((batch?.nextAttemptAt.getTime() ?? 0) - now.getTime());
    }
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays[3]).toBeGreaterThanOrEqual(4_000);
  });

  test("a whole batch for one mail in it gets the good ones, and only the bad one fails", async () => {
    const addresses = await promiseMany(6);
    await promise("bad@example.org");
    const strict: Send = async (request) =>
      request.mails.some(({ to }) => to.startsWith("bad"))
        ? { accepted: false, status: 422, reason: "validation_error", headers: {} }
        : send(request);
    await work(start, strict);
    expect(recipients()).toEqual(addresses);
    const failed = await db.select().from(outboxMessages).where(isNotNull(outboxMessages.failedAt));
    expect(failed).toMatchObject([{ payload: { to: "bad@example.org" }, failure: "422 validation_error" }]);
  });

  test("a key that carried other words is not asked again under another", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { render, now: start });
    const [batch] = await db.select().from(mailBatches);
    await send({
      mails: [wordsFor("ada@example.org"), wordsFor("bo@example.org")],
      idempotencyKey: batch?.idempotencyKey ?? "",
    });
    received.length = 0;
    await work();
    expect(await db.select().from(outboxMessages)).toMatchObject([
      { failedAt: start, failure: "outcome unknown: 409 invalid_idempotent_request" },
    ]);
    expect(received).toEqual([]);
  });

  test("our key keeps the mails until it is repaired", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { render, now: start });
    const revoked: Send = async () => ({
      accepted: false,
      status: 403,
      reason: "invalid_api_key",
      headers: {},
    });
    expect(await deliverAt(start, revoked)).toBe("postponed");
    expect(await deliverAt(secondsLater(60))).toBe("finished");
    expect(recipients()).toEqual(["ada@example.org"]);
  });
});
