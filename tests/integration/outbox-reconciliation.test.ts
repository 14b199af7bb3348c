import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { mailBatches, mailEvents, outboxMessages } from "@/db/schema";
import { reconcileMail } from "@/lib/jobs/reconcile-mail";
import { sealBatch } from "@/lib/outbox/seal";
import { anOutbox } from "../support/outbox";

const outbox = await anOutbox();
const {
  db,
  received,
  renderers,
  setMailboxFaults: breakMailbox,
  enqueueTo: promise,
  deliverAt,
  deliverAll: work,
  recipients,
  listSent,
} = outbox;
beforeEach(async () => {
  await outbox.clear();
  await db.delete(mailEvents);
});
afterEach(() => vi.restoreAllMocks());
afterAll(outbox.close);

/** The provider may have discarded the key of a batch that was tried at this time. */
const yesterday = new Date(Date.now() - 23.5 * 3_600_000);

/** A batch that was sent yesterday without a response. */
async function aHeldBatch(addresses: string[], fault: { droppedAnswer?: number; serverError?: number }) {
  for (const to of addresses) await promise(to);
  await sealBatch(db, { renderers, now: yesterday });
  await breakMailbox(fault);
  expect(await deliverAt(yesterday)).toBe("postponed");
  await breakMailbox({});
  expect(await deliverAt(new Date())).toBeNull();
}

/** Adds an older mail to the provider's list, so that the list covers the time of the batch. */
function letListReachBack(rewrite = (text: string) => text) {
  const ask = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const answer = await ask(input, init);
    if (!String(input).includes("/emails?")) return answer;
    const { data } = JSON.parse(rewrite(await answer.text()));
    const older = {
      id: "older",
      to: ["x@example.org"],
      subject: "Older",
      created_at: "2026-01-01T00:00:00Z",
    };
    return Response.json({ has_more: false, data: [...data, older] }, { headers: answer.headers });
  });
}

describe("a batch whose response was lost a day ago", () => {
  test("is in the provider's list: nothing is sent again", async () => {
    const addresses = ["ada@example.org", "bo@example.org"];
    await aHeldBatch(addresses, { droppedAnswer: 1 });
    expect(recipients()).toEqual(addresses);
    await reconcileMail(db);
    await work(new Date());
    expect(recipients()).toEqual(addresses);
    expect((await listSent()).map(({ providerId }) => providerId).sort()).toEqual(
      received.map(({ id }) => id).sort(),
    );
    expect(await db.select().from(mailBatches)).toMatchObject([
      { sealed: null, finishedAt: expect.any(Date) },
    ]);
  });

  test("is in the list except for one refused mail: only that one fails", async () => {
    await aHeldBatch(["ada@example.org", "not an address"], { droppedAnswer: 1 });
    letListReachBack();
    await reconcileMail(db);
    const messages = await db.select().from(outboxMessages).orderBy(outboxMessages.position);
    expect(messages).toMatchObject([
      { providerId: received[0]?.id, failure: null },
      { providerId: null, failure: "the provider took its batch, but not this mail" },
    ]);
  });

  test("is not in the list: its messages are rendered again and sent once", async () => {
    await aHeldBatch(["ada@example.org"], { serverError: 1 });
    letListReachBack();
    await reconcileMail(db);
    expect(received).toEqual([]);
    await work(new Date());
    await work(new Date());
    expect(recipients()).toEqual(["ada@example.org"]);
    const batches = await db.select().from(mailBatches).orderBy(mailBatches.createdAt);
    expect(batches).toMatchObject([{ lastError: "never taken by the provider" }, { lastError: null }]);
    expect(batches[0]?.idempotencyKey).not.toBe(batches[1]?.idempotencyKey);
  });

  test("was reported by webhooks: the list is not read", async () => {
    await aHeldBatch(["ada@example.org"], { droppedAnswer: 1 });
    const [message] = await db.select().from(outboxMessages);
    await db.insert(mailEvents).values({
      id: "evt_1",
      type: "delivered",
      messageId: message?.id,
      providerId: received[0]?.id ?? "",
      at: yesterday,
    });
    const asked = vi.spyOn(globalThis, "fetch");
    await reconcileMail(db);
    expect(asked).not.toHaveBeenCalled();
    expect(await listSent()).toMatchObject([{ providerId: received[0]?.id }]);
  });

  test("is not sent again when the list does not reach back to it", async () => {
    await aHeldBatch(["ada@example.org"], { serverError: 1 });
    vi.spyOn(globalThis, "fetch").mockImplementation(async () =>
      Response.json({ has_more: false, data: [] }),
    );
    await reconcileMail(db);
    vi.restoreAllMocks();
    await work(new Date());
    expect(received).toEqual([]);
    expect(await db.select().from(mailBatches)).toMatchObject([
      { finishedAt: null, lastError: expect.stringMatching(/^held: /) },
    ]);
  });

  test("is found although the provider formats an address differently", async () => {
    await aHeldBatch(["Ada@Example.org"], { droppedAnswer: 1 });
    letListReachBack((text) => text.replaceAll("Ada@Example.org", "ada@example.org"));
    await reconcileMail(db);
    await work(new Date());
    expect(recipients()).toEqual(["Ada@Example.org"]);
    expect(await listSent()).toMatchObject([{ providerId: received[0]?.id }]);
  });

  test("records the outcome of each mail when one of its messages was deleted", async () => {
    const addresses = ["ada@example.org", "bo@example.org", "cy@example.org"];
    await aHeldBatch(addresses, { droppedAnswer: 1 });
    await db.delete(outboxMessages).where(eq(outboxMessages.position, 0));
    await reconcileMail(db);
    const sent = await listSent();
    expect(sent.map(({ providerId }) => received.find(({ id }) => id === providerId)?.to[0]).sort()).toEqual(
      sent.map(({ payload }) => payload.to).sort(),
    );
    expect(sent).toHaveLength(2);
  });

  test("is not sent again while the list cannot be read", async () => {
    await aHeldBatch(["ada@example.org"], { droppedAnswer: 1 });
    const down = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(async () => new Response("{}", { status: 503, headers: { "retry-after": "0" } }));
    await reconcileMail(db);
    expect(down).toHaveBeenCalled();
    down.mockRestore();
    await work(new Date());
    expect(recipients()).toEqual(["ada@example.org"]);
    expect(await db.select().from(mailBatches)).toMatchObject([
      {
        finishedAt: null,
        leasedUntil: null,
        lastError: "held: the provider's list could not be read to its end",
      },
    ]);
  });
});

test("a batch that failed an hour ago is not looked up", async () => {
  await promise("ada@example.org");
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await sealBatch(db, { renderers, now: anHourAgo });
  await breakMailbox({ serverError: 1 });
  await deliverAt(anHourAgo);
  await breakMailbox({});
  await reconcileMail(db);
  expect(await db.select().from(mailBatches)).toMatchObject([{ finishedAt: null, leaseToken: null }]);
});
