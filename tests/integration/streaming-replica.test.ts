import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asOwner } from "@/db/app-role";
import type { Database } from "@/db/client";
import { closeDatabases, db } from "@/lib/database";
import { followReplica, noteChangeForReplica, readReplica } from "@/lib/database-replica";
import type { PageChange } from "@/lib/page-changes";
import { aCampaign } from "../support/factories";
import { aPrimaryWithReplica } from "../support/streaming-replica";

const POLL = { timeout: 15_000 };
const EVERYTHING: PageChange = { kind: "content", campaigns: null };

const servers = await aPrimaryWithReplica();
Object.assign(process.env, {
  DATABASE_URL: servers.primary.url,
  DATABASE_REPLICA_URL: servers.replica.url,
  DATABASE_REPLICA_MAX_LAG_SECONDS: "2",
});
const arrived: PageChange[] = [];
const following = followReplica((change) => arrived.push(change));
const standby = postgres(asOwner(servers.replica.url), { max: 1 });

const isReplica = async (server: Database) => {
  const [row] = await server.execute(sql`select pg_is_in_recovery() as "isReplica"`);
  return row?.isReplica === true;
};
const readsReplica = () => readReplica(isReplica);
const listGoals = (server: Database) => server.query.campaigns.findMany({ columns: { goal: true } });

beforeAll(() => vi.waitFor(async () => expect(await readsReplica()).toBe(true), POLL));
afterAll(async () => {
  following.stop();
  await standby.end();
  await closeDatabases();
  await servers.stop();
}, 60_000);

test("what staff publish is read from the primary until the replica has it", async () => {
  await standby`select pg_wal_replay_pause()`;
  await aCampaign(db(), { goal: 7 });
  noteChangeForReplica(EVERYTHING);
  expect(await readReplica(listGoals)).toEqual([{ goal: 7 }]);
  expect(await readsReplica()).toBe(false);
  await standby`select pg_wal_replay_resume()`;
  await expect.poll(readsReplica, POLL).toBe(true);
  expect(await readReplica(listGoals)).toEqual([{ goal: 7 }]);
});

test("counts of a busy site are read from the replica, and announced again when it has them", async () => {
  await standby`select pg_wal_replay_pause()`;
  await aCampaign(db(), { goal: 8 });
  noteChangeForReplica({ kind: "count", campaigns: ["wells"] });
  noteChangeForReplica({ kind: "count", campaigns: ["wells"] });
  expect(arrived).toEqual([]);
  await standby`select pg_wal_replay_resume()`;
  await expect.poll(() => arrived, POLL).toEqual([{ kind: "count", campaigns: ["wells"] }]);
  await expect.poll(readsReplica, POLL).toBe(true);
});

test("a replica that is too far behind is not read until it has caught up", async () => {
  await standby`select pg_wal_replay_pause()`;
  await aCampaign(db(), { goal: 9 });
  await expect.poll(readsReplica, POLL).toBe(false);
  await standby`select pg_wal_replay_resume()`;
  await expect.poll(readsReplica, POLL).toBe(true);
});

test("while the replica is stopped, every read is answered by the primary", async () => {
  await servers.replica.stop();
  for (let read = 0; read < 20; read += 1) expect(await readsReplica()).toBe(false);
});
