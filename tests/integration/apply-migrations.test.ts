import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { asOwner } from "@/db/app-role";
import journal from "@/db/migrations/meta/_journal.json";
import { applyMigrations } from "@/scripts/stack/migrations";
import { aDatabase } from "../support/database";

const { url, drop } = await aDatabase();
const sql = postgres(asOwner(url), { max: 1, onnotice: () => {} });
afterAll(async () => {
  await sql.end();
  await drop();
});

test("two processes that migrate an empty database at once apply each migration once, and leave no invalid index", async () => {
  for (const schema of ["public", "drizzle", "graphile_worker"])
    await sql`drop schema if exists ${sql(schema)} cascade`;
  await sql`create schema public`;
  await Promise.all([applyMigrations(asOwner(url)), applyMigrations(asOwner(url))]);
  const applied = await sql`select created_at from drizzle.__drizzle_migrations order by id`;
  expect(applied.map(({ created_at }) => Number(created_at))).toEqual(
    journal.entries.map(({ when }) => when),
  );
  expect(await sql`select indexrelid::regclass::text from pg_index where not indisvalid`).toEqual([]);
  const indexes =
    await sql`select indexname from pg_indexes where tablename = 'signatures' and indexname like 'signatures_by_name%'`;
  expect(indexes.map(({ indexname }) => indexname)).toEqual(["signatures_by_name_words"]);
});

test("a migration waits for a table in use without holding up readers, and is applied when the table is free", async () => {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp("db/migrations", folder, { recursive: true });
  const when = Math.max(...journal.entries.map((entry) => entry.when)) + 1;
  const scratch = { ...journal.entries[0], idx: journal.entries.length, when, tag: "9999_scratch" };
  await writeFile(
    join(folder, "meta/_journal.json"),
    JSON.stringify({ ...journal, entries: [...journal.entries, scratch] }),
  );
  await writeFile(join(folder, "9999_scratch.sql"), "alter table campaigns add column scratch text");
  const holder = postgres(asOwner(url), { max: 1 });
  onTestFinished(() => holder.end());
  let attempts = 0;
  let migrating: Promise<void> | undefined;
  await holder.begin(async (tx) => {
    await tx`select from campaigns`;
    migrating = applyMigrations(asOwner(url), { folder, onLockTimeout: () => attempts++ });
    await vi.waitFor(() => expect(attempts).toBeGreaterThan(0), { timeout: 10_000 });
    // Behind a statement that waits for its lock without end, this would wait as long as the transaction lasts.
    for (let read = 0; read < 20; read += 1) await sql`select from campaigns`;
  });
  await migrating;
  expect(await sql`select scratch from campaigns`).toEqual([]);
});

test("an index of a table that may be large is built concurrently", async () => {
  const released = journal.entries.findIndex(({ tag }) => tag === "0014_enqueue_export");
  for (const { tag } of journal.entries.slice(released + 1)) {
    const text = await readFile(`db/migrations/${tag}.sql`, "utf8");
    const created = [...text.matchAll(/create table "(\w+)"/gi)].map(([, table]) => table);
    for (const [, table] of text.matchAll(/create (?:unique )?index "\w+" on "(\w+)"/gi))
      expect(created, tag).toContain(table);
  }
});
