import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test, vi } from "vitest";
import { connect, type Database } from "@/db/client";
import { aDatabase } from "../support/database";

const { db, owner, url, drop } = await aDatabase();
/** One connection, so that whatever is left on it is met by the next one who asks. */
const narrow = connect(url, 1);
await owner.execute(sql`create table notes (text text)`);
afterAll(async () => {
  await narrow.$client.end({ timeout: 1 });
  await drop();
});

const pidOf = async (by: Pick<Database, "execute">) => {
  const [row] = await by.execute(sql`select pg_backend_pid() as pid`);
  return Number(row?.pid);
};
const cut = (pid: number) => owner.execute(sql`select pg_terminate_backend(${pid}, 5000)`);
const notes = async () => (await db.execute(sql`select text from notes order by 1`)).map(({ text }) => text);

// What is patched in patches/postgres+3.4.9.patch: without it the first of these ends the process.
describe("a connection that is cut", () => {
  test.each(["during a statement", "between two statements"])(
    "%s fails its transaction, and nothing else",
    async (when) => {
      let pid = 0;
      const transaction = narrow.transaction(async (tx) => {
        pid = await pidOf(tx);
        await tx.execute(sql`insert into notes values ('of the dead')`);
        if (when === "during a statement") await tx.execute(sql`select pg_sleep(20)`);
        else await new Promise((resolve) => setTimeout(resolve, 400));
        await tx.execute(sql`insert into notes values ('after its death')`);
      });
      const failed = expect(transaction).rejects.toThrow();
      await vi.waitFor(() => expect(pid).toBeGreaterThan(0));
      await cut(pid);
      await failed;
      for (const text of ["one", "two"]) {
        await narrow.transaction(async (tx) => {
          await tx.execute(sql`insert into notes values (${text})`);
        });
      }
      expect(await notes()).toEqual(["one", "two"]);
      await owner.execute(sql`truncate notes`);
    },
  );

  test("again and again, under load, leaves every pool able to work", async () => {
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
      await new Promise((resolve) => setTimeout(resolve, 60));
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

test("a transaction behind a full pipeline has its connection to itself", async () => {
  const many = Array.from({ length: 250 }, () => pidOf(narrow));
  const transactions = Promise.allSettled(
    Array.from({ length: 20 }, (_, number) =>
      narrow.transaction(async (tx) => {
        await tx.execute(sql`insert into notes values (${String(number)})`);
        if (number % 2 === 1) throw new Error("undone");
      }),
    ),
  );
  const more = Array.from({ length: 250 }, () => pidOf(narrow));
  await Promise.all([...many, ...more]);
  const ends = await transactions;
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await notes()).toHaveLength(10);
});
