import { isNotNull } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { mailBatches, outboxMessages } from "@/db/schema";
import type { Send } from "@/lib/outbox/deliver";
import { sealBatch } from "@/lib/outbox/seal";
import { anOutbox, mailFor, secondsLater, send, start } from "../support/outbox";

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
} = outbox;
beforeEach(outbox.clear);
afterAll(outbox.close);

describe("refusals of the provider", () => {
  test("a refused address blocks none of the others, and the stored reason does not contain it", async () => {
    for (const to of ["ada@example.org", "not an address", "bo@example.org"]) await promise(to);
    await work();
    expect(recipients()).toEqual(["ada@example.org", "bo@example.org"]);
    const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.position);
    expect(messages.map(({ failedAt }) => failedAt)).toEqual([null, start, null]);
    expect(messages.map(({ providerId }) => providerId)).toEqual([received[0]?.id, null, received[1]?.id]);
    expect(messages[1]?.failure).toContain("Invalid `to` field");
    expect(messages[1]?.failure).not.toMatch(/\S@\S/);
  });

  test("a provider that gives a time is not called before it", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    await breakMailbox({ tooMany: 1 });
    expect(await deliverAt(start)).toBe("postponed");
    await breakMailbox({});
    expect(await db.select().from(mailBatches)).toMatchObject([
      {
        attempts: 0,
        nextAttemptAt: secondsLater(1),
        leasedUntil: null,
        lastError: "429 rate_limit_exceeded",
      },
    ]);
    expect(await deliverAt(secondsLater(0.9))).toBeNull();
    expect(await deliverAt(secondsLater(1))).toBe("finished");
    expect(recipients()).toEqual(["ada@example.org"]);
  });

  test.each([
    ["has no status", '{"message":"Bad Gateway"}'],
    ["has a status of its own kind", '{"statusCode":"bad","name":"gateway"}'],
    ["is no object", "null"],
  ])("a gateway error that %s is tried again", async (_, body) => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    vi.spyOn(globalThis, "fetch").mockResolvedValueOnce(new Response(body, { status: 502 }));
    expect(await deliverAt(start)).toBe("postponed");
    expect(recipients()).toEqual([]);
    expect(await deliverAt(secondsLater(60))).toBe("finished");
    expect(recipients()).toEqual(["ada@example.org"]);
  });

  test("a failing provider is called after growing delays, with the same mails under the same key", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
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

  test("a batch that was refused for one mail is sent without it, and only that mail fails", async () => {
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

  test("a batch is not sent again after a key conflict", async () => {
    await promise("ada@example.org");
    await sealBatch(db, { renderers, now: start });
    const [batch] = await db.select().from(mailBatches);
    await send({
      mails: [mailFor("ada@example.org"), mailFor("bo@example.org")],
      idempotencyKey: batch?.idempotencyKey ?? "",
    });
    received.length = 0;
    await work();
    expect(await db.select().from(outboxMessages)).toMatchObject([
      { failedAt: start, failure: "outcome unknown: 409 invalid_idempotent_request" },
    ]);
    expect(received).toEqual([]);
  });

  test.each([
    [400, "invalid_idempotency_key"],
    [401, "missing_api_key"],
    [403, "invalid_api_key"],
    [404, "not_found"],
    [405, "method_not_allowed"],
    [422, "invalid_from_address"],
  ])(
    "a refusal of our configuration (%i %s) leaves the batch unchanged until it is repaired",
    async (status, reason) => {
      const addresses = await promiseMany(2);
      await sealBatch(db, { renderers, now: start });
      const misconfigured: Send = async () => ({ accepted: false, status, reason, headers: {} });
      expect(await deliverAt(start, misconfigured)).toBe("postponed");
      expect(await deliverAt(secondsLater(60))).toBe("finished");
      expect(recipients()).toEqual(addresses);
      expect(await db.$count(mailBatches)).toBe(1);
    },
  );

  test("a batch that is refused for its size is sent in halves", async () => {
    const addresses = await promiseMany(4);
    const narrow: Send = async (request) =>
      request.mails.length > 1
        ? { accepted: false, status: 413, reason: "application_error", headers: {} }
        : send(request);
    await work(start, narrow);
    expect(recipients()).toEqual(addresses);
  });
});
