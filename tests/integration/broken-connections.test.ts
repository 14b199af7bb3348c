import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test, vi } from "vitest";
import { connect, type Database } from "@/db/client";
import { aDatabase } from "../support/database";

const { db, owner, url, drop } = await aDatabase();
/** A pool of one connection, so that the next query meets what the previous one left on it. */
const onePool = connect(url, 1);
await owner.execute(sql`create table notes (text text)`);
afterAll(async () => {
  await onePool.$client.end({ timeout: 1 });
  await drop();
});

const pidOf = async (by: Pick<Database, "execute">) => {
  const [row] = await by.execute(sql`select pg_backend_pid() as pid`);
  return Number(row?.pid);
};
const terminate = (pid: number) => owner.execute(sql`select pg_terminate_backend(${pid}, 5000)`);
const listNotes = async () =>
  (await db.execute(sql`select text from notes order by 1`)).map(({ text }) => text);

// Needs patches/postgres+3.4.9.patch: without it the first of these tests ends the process.
describe("a connection that is terminated", () => {
  test.each(["during a statement", "between two statements"])(
    "%s fails only its transaction",
    async (when) => {
      let pid = 0;
      let setTerminated = () => {};
      const terminated = new Promise<void>((resolve) => {
        setTerminated = resolve;
      });
      const transaction = onePool.transaction(async (tx) => {
        pid = await pidOf(tx);
        await tx.execute(sql`insert into notes values ('before the termination')`);
        if (when === "during a statement") await tx.execute(sql`select pg_sleep(20)`);
        else await terminated;
        await tx.execute(sql`insert into notes values ('after the termination')`);
      });
      const failed = expect(transaction).rejects.toThrow();
      await vi.waitFor(() => expect(pid).toBeGreaterThan(0));
      await terminate(pid);
      setTerminated();
      await failed;
      for (const text of ["one", "two"]) {
        await onePool.transaction(async (tx) => {
          await tx.execute(sql`insert into notes values (${text})`);
        });
      }
      expect(await listNotes()).toEqual(["one", "two"]);
      await owner.execute(sql`truncate notes`);
    },
  );

  test("repeatedly under load leaves every pool usable", async () => {
    const pool = connect(url, 4);
    let ended = false;
    const outcomes = { done: 0, failed: 0 };
    async function work() {
      while (!ended) {
        await pool
          .transaction(async (tx) => {
            await tx.execute(sql`select pg_sleep(0.002)`);
            await tx.execute(sql`select 1`);
          })
          .then(() => {
            outcomes.done += 1;
          })
          .catch(() => {
            outcomes.failed += 1;
          });
      }
    }
    const workers = Promise.all(Array.from({ length: 12 }, work));
    for (let round = 0; round < 15; round++) {
      const doneBefore = outcomes.done;
      await expect.poll(() => outcomes.done, { interval: 5 }).toBeGreaterThan(doneBefore + 4);
      await owner.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep(0.002)%'`);
    }
    ended = true;
    await workers;
    expect(outcomes.failed).toBeGreaterThan(5);
    expect(outcomes.done).toBeGreaterThan(50);
    expect(await Promise.all(Array.from({ length: 8 }, () => pidOf(pool)))).toHaveLength(8);
    await pool.$client.end({ timeout: 1 });
  });
});

test("a transaction queued behind many queries is not mixed with them", async () => {
  const before = Array.from({ length: 250 }, () => pidOf(onePool));
  const transactions = Promise.allSettled(
    Array.from({ length: 20 }, (_, number) =>
      onePool.transaction(async (tx) => {
        await tx.execute(sql`insert into notes values (${String(number)})`);
        if (number % 2 === 1) throw new Error("rolled back");
      }),
    ),
  );
  const after = Array.from({ length: 250 }, () => pidOf(onePool));
  await Promise.all([...before, ...after]);
  const results = await transactions;
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await listNotes()).toHaveLength(10);
});
