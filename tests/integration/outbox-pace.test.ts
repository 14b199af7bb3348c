import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connect, type Database } from "@/db/client";
import { mailPace } from "@/db/schema";
import type { Answer } from "@/lib/mail";
import { callProviderExclusively } from "@/lib/outbox/call-provider";
import { aDatabase } from "../support/database";
import { accepted, refused } from "../support/provider-answers";

const { db, owner, url, drop } = await aDatabase();
/** Another worker, with connections of its own. */
const other = connect(url, 3);
beforeEach(() => db.delete(mailPace));
afterAll(async () => {
  await other.$client.end({ timeout: 1 });
  await drop();
});

const call = (by: Database, answer: Answer | null) =>
  callProviderExclusively(by, async () => ({ answer, result: answer?.accepted ?? null }));

describe("two workers", () => {
  test("never call the provider at the same time", async () => {
    let calling = 0;
    let most = 0;
    let calls = 0;
    async function work(by: Database) {
      while (calls < 20) {
        const turn = await callProviderExclusively(by, async () => {
          most = Math.max(most, ++calling);
          await sleep(5);
          calling -= 1;
          calls += 1;
          return { answer: accepted(), result: null };
        });
        if (turn.outcome !== "called") await sleep(2);
      }
    }
    await Promise.all([work(db), work(other), work(db)]);
    expect(calls).toBeGreaterThanOrEqual(20);
    expect(most).toBe(1);
  });

  test("both wait when the provider asked one of them to", async () => {
    expect(await call(db, refused(429, { "retry-after": "1" }))).toMatchObject({ outcome: "called" });
    const quiet = await call(other, accepted());
    expect(quiet).toMatchObject({ outcome: "quiet" });
    const delayMs = quiet.outcome === "quiet" ? quiet.delayMs : 0;
    expect(delayMs).toBeGreaterThan(700);
    expect(delayMs).toBeLessThanOrEqual(1_000);
    await sleep(delayMs);
    expect(await call(other, accepted())).toMatchObject({ outcome: "called" });
  });

  test("both wait when one of them has used up the rate limit", async () => {
    await call(db, accepted({ "ratelimit-remaining": "1", "ratelimit-reset": "1" }));
    expect(await call(other, accepted({ "ratelimit-remaining": "0", "ratelimit-reset": "1" }))).toMatchObject(
      {
        outcome: "called",
      },
    );
    expect(await call(db, accepted())).toMatchObject({ outcome: "quiet" });
  });
});

test("a turn without a call causes no pause", async () => {
  await call(db, null);
  expect(await call(db, accepted())).toMatchObject({ outcome: "called" });
});

test("failed calls are counted over all workers, until the first success", async () => {
  await call(db, refused(500, { "retry-after": "0" }));
  await call(other, refused(null, { "retry-after": "0" }));
  expect(await db.select().from(mailPace)).toMatchObject([
    { failures: 2, lastError: "no answer refused", lastErrorAt: expect.any(Date), lastSuccessAt: null },
  ]);
  await call(db, accepted());
  expect(await db.select().from(mailPace)).toMatchObject([{ failures: 0, lastSuccessAt: expect.any(Date) }]);
});

describe("a worker that is killed during a call", () => {
  /** Begins a call and cuts the connection that holds the turn. Returns a function that ends the call. */
  async function loseTurn() {
    let end: (answer: Answer) => void = () => {};
    const answered = new Promise<Answer>((resolve) => {
      end = resolve;
    });
    let begun: () => void = () => {};
    const calling = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const turn = callProviderExclusively(other, async () => {
      begun();
      return { answer: await answered, result: null };
    }).catch((error: unknown) => error);
    await calling;
    const held = sql`from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    await owner.execute(sql`select pg_terminate_backend(pid) ${held}`);
    await vi.waitFor(async () => expect(await db.execute(sql`select pid ${held}`)).toHaveLength(0));
    return { end, turn };
  }

  test("leaves its turn to the next, which first waits because the lost response may have asked for a pause", async () => {
    const { end, turn } = await loseTurn();
    expect(await call(db, accepted())).toEqual({ outcome: "quiet", delayMs: 3_000 });
    const [pace] = await db.select().from(mailPace);
    expect(pace?.callingSince).toBeNull();
    expect((pace?.quietUntil.getTime() ?? 0) - Date.now()).toBeGreaterThan(2_500);
    end(accepted());
    await turn;
  });

  test("does not end the call of the next worker if it continues after all", async () => {
    const { end, turn } = await loseTurn();
    await call(db, accepted());
    await db.update(mailPace).set({ quietUntil: new Date(0) });
    await callProviderExclusively(db, async () => {
      end(refused(500));
      await turn;
      await vi.waitFor(async () => {
        expect(await db.select().from(mailPace)).toMatchObject([
          { callingSince: expect.any(Date), lastError: "500 refused" },
        ]);
      });
      return { answer: accepted(), result: null };
    });
    expect(await db.select().from(mailPace)).toMatchObject([{ callingSince: null, failures: 0 }]);
  });
});
