import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { logSlowStatements } from "@/lib/database-statements";
import { log } from "@/lib/log";
import { aDatabase } from "../support/database";

process.env.SLOW_QUERY_MS = "500";
const { db, drop } = await aDatabase();
afterAll(drop);

/** Each reading of the clock is a second later than the one before, unless it stands still. */
let now = 0;
let step = 1_000;
logSlowStatements({ clock: () => (now += step) });
const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
const logged = () => warn.mock.calls.map(([fields]) => fields);

test("slow statements are logged with their text and without parameters, also in transactions, at most thirty a minute", async () => {
  await db.transaction(async (tx) => {
    await tx.transaction((inner) => inner.execute(sql`select ${"suzie@example.org"}::text`));
  });
  expect(logged()).toContainEqual({ ms: 1_000, statement: "select $1::text" });
  expect(JSON.stringify(logged())).not.toContain("suzie");

  step = 0;
  warn.mockClear();
  await db.execute(sql`select 1`);
  expect(logged()).toEqual([]);

  now += 60_000;
  step = 600;
  for (let statement = 0; statement < 33; statement += 1) await db.execute(sql`select 2`);
  expect(logged()).toEqual(Array.from({ length: 30 }, () => ({ ms: 600, statement: "select 2" })));
  now += 60_000;
  await db.execute(sql`select 3`);
  expect(logged().slice(30)).toEqual([{ statements: 3 }, { ms: 600, statement: "select 3" }]);

  await expect(db.execute(sql`select 1 / ${0}::int`)).rejects.toThrow();
  expect(await db.execute(sql`select 3 as three`)).toMatchObject([{ three: 3 }]);
});
