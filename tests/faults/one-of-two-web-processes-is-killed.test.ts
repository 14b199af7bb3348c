import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { expect, test } from "vitest";
import { confirmationToken } from "@/lib/signatures/confirm-token";
import { startFaultEnvironment } from "@/scripts/faults/environment";
import { noFaults } from "@/scripts/mailbox/faults";
import { lifetimeOfTest, withoutProgress } from "../support/lifetime";
import { aWebClient, startLoad } from "../support/web-load";

const METRICS_TOKEN = "sixteen-or-more-characters";
const POLL = { timeout: 60_000, interval: 100 };
const MONITOR = { authorization: `Bearer ${METRICS_TOKEN}` };

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  return children.trim().split(" ").map(Number);
}

test("two processes on one port know of each other's changes, are measured together, and one may be killed under load", async () => {
  const lifetime = lifetimeOfTest();
  const exits: string[] = [];
  const { web, appUrl, databaseUrl, variables } = await startFaultEnvironment({
    faults: noFaults,
    lifetime,
    step: withoutProgress,
    onEvent: (_, event) => exits.push(event),
    setup: { variables: { WEB_CONCURRENCY: "2", METRICS_TOKEN } },
  });
  const sql = postgres(databaseUrl, { max: 1 });
  lifetime.onStop(() => sql.end());
  const ask = (path: string) => aWebClient(appUrl).get(path, { ...MONITOR, connection: "close" });
  const processes = async () => JSON.parse((await ask("/api/health/ready")).text).processes;
  expect(await processes()).toMatchObject({ wanted: 2, listening: 2 });

  // Connections go to the processes in turn, and each process keeps pages of its own.
  const [one, another] = [aWebClient(appUrl), aWebClient(appUrl)];
  const pidOf = async (client: typeof one) =>
    JSON.parse((await client.get("/api/health/ready", MONITOR)).text).processes.pid;
  expect(await pidOf(one)).not.toBe(await pidOf(another));
  for (const client of [one, another])
    await expect.poll(async () => (await client.page()).cacheStatus, POLL).toContain("hit");
  expect((await one.sign("Wanda Wells")).status).toBe(202);
  Object.assign(process.env, { APP_SECRET: variables.APP_SECRET });
  const [pending] = await sql<[Parameters<typeof confirmationToken>[0]]>`
    select id as "signatureId", attempt_id as "attemptId", confirmation_asked_at as "askedAt"
    from signatures where name = 'Wanda Wells'`;
  const token = confirmationToken(pending);
  expect((await one.post("/api/v1/confirmations", { token })).status).toBe(200);
  const { signatures } = JSON.parse((await one.get("/api/v1/campaigns/stand-with-refugees/count")).text);
  const count = signatures.toLocaleString("en");
  await expect.poll(async () => (await another.page()).text, POLL).toContain(count);
  for (const client of [one, another]) client.close();

  expect((await ask("/metrics")).text).toContain("http_request_duration_seconds_bucket");

  const load = startLoad(appUrl);
  await expect.poll(() => load.acknowledged.length, POLL).toBeGreaterThan(20);
  const before = await childrenOf(web.pid() ?? 0);
  expect(before).toHaveLength(2);
  process.kill(before[0] ?? 0, "SIGKILL");
  const atKill = load.acknowledged.length;
  await expect.poll(() => load.acknowledged.length, POLL).toBeGreaterThan(atKill + 20);
  await expect.poll(processes, POLL).toMatchObject({ wanted: 2, listening: 2 });
  const after = await childrenOf(web.pid() ?? 0);
  expect(after).toContain(before[1]);
  expect(after).not.toContain(before[0]);
  await load.stop();

  // Only connections of the killed process were cut, at most one for each client.
  expect(load.failures.length).toBeLessThanOrEqual(4);
  for (const failure of load.failures) expect(failure).toMatch(/ECONNRESET|socket hang up/);
  const rows = await sql`select name from signatures where name like 'Reader %'`;
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(load.acknowledged));
  expect(exits).toEqual([]);
});
