import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import journal from "@/db/migrations/meta/_journal.json";
import { startFaultEnvironment } from "@/scripts/faults/environment";
import { noFaults } from "@/scripts/mailbox/faults";
import { applyMigrations } from "@/scripts/stack/migrations";
import { waitUntilReady } from "@/scripts/stack/readiness";
import { startBalancer } from "../support/balancer";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";
import { startLoad } from "../support/web-load";

const POLL = { timeout: 60_000, interval: 100 };

/** Returns a folder with our migrations and one that adds a column. */
async function withScratchMigration(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp("db/migrations", folder, { recursive: true });
  const when = Math.max(...journal.entries.map((entry) => entry.when)) + 1;
  const scratch = { ...journal.entries[0], idx: journal.entries.length, when, tag: "9999_scratch" };
  const entries = [...journal.entries, scratch];
  await writeFile(join(folder, "meta/_journal.json"), JSON.stringify({ ...journal, entries }));
  await writeFile(join(folder, "9999_scratch.sql"), "alter table signatures add column scratch text");
  return folder;
}

test("web processes restart one after the other, and the database is migrated, without one failed request", async () => {
  const lifetime = lifetimeOfTest();
  const exits: string[] = [];
  const onEvent = (_: string, event: string) => exits.push(event);
  const { hosts, databaseUrl } = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent,
    setup: { hosts: 2, variables: { DRAIN_SECONDS: "1" } },
  });
  const balancer = await startBalancer(hosts.map(({ port }) => port));
  lifetime.onStop(balancer.stop);

  const load = startLoad(balancer.url);
  const served = async (more: number) => {
    const goal = load.acknowledged.length + more;
    await expect.poll(() => load.acknowledged.length, POLL).toBeGreaterThan(goal);
  };
  await served(20);
  for (const [index, { web, url }] of hosts.entries()) {
    const before = load.acknowledged.length;
    const pid = web.pid() ?? 0;
    // A second signal changes nothing.
    for (const signal of ["SIGTERM", "SIGTERM"]) process.kill(pid, signal);
    await expect.poll(() => exits.length, POLL).toBe(index + 1);
    expect(exits[index]).toContain("code 0");
    await expect.poll(() => web.pid(), POLL).not.toBe(pid);
    await waitUntilReady(`${url}/api/health/ready`, lifetime.signal);
    expect(load.acknowledged.length).toBeGreaterThan(before);
  }
  await applyMigrations(databaseUrl, { folder: await withScratchMigration() });
  await served(20);
  await load.stop();

  expect(load.failures).toEqual([]);
  const sql = postgres(databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  const rows = await sql`select name, scratch from signatures where name like 'Reader %'`;
  expect(rows.map(({ name }) => name).sort()).toEqual([...load.acknowledged].sort());
});
