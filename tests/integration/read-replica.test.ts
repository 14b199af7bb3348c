import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadCampaignPage, loadSignedCampaign } from "@/app/_campaigns/load-campaign-page";
import { closeDatabases, db } from "@/lib/database";
import { followReplica, readReplica, replicaLagSeconds } from "@/lib/database-replica";
import { showCampaign } from "@/server/api/show-campaign";
import { showCount } from "@/server/api/show-count";
import { sign } from "@/server/api/sign";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";

/** A second database in the place of a replica: each campaign has another goal there, which shows what was read where. */
const replica = await aDatabase();
const primary = await aDatabase();
Object.assign(process.env, { DATABASE_REPLICA_URL: replica.url, DATABASE_REPLICA_MAX_LAG_SECONDS: "60" });
const { slug } = await aCampaign(primary.db, { goal: 111 });
await aCampaign(replica.db, { goal: 222, slug });
const POLL = { timeout: 15_000 };
const following = followReplica(() => {});

beforeAll(() => vi.waitFor(() => expect(replicaLagSeconds()).toBeLessThan(60), POLL));
afterAll(async () => {
  following.stop();
  await closeDatabases();
  await Promise.all([primary.drop(), replica.drop()]);
});

const params = Promise.resolve({ locale: "en", slug });
const request = (path: string, init: RequestInit = {}) => new Request(`http://localhost:3000${path}`, init);

test("pages and the API's campaigns are read from the replica", async () => {
  const goalOfPage = async () => (await loadCampaignPage(params)).campaign.goal;
  const goalShown = async () =>
    (await (await showCampaign(request(`/api/v1/campaigns/${slug}`), { slug })).json()).goal;
  // A replica that takes longer than a second is not waited for.
  await expect.poll(goalOfPage, POLL).toBe(222);
  await expect.poll(goalShown, POLL).toBe(222);
});

test("the count, the page after signing and signing itself use the primary", async () => {
  expect((await loadSignedCampaign(params)).campaign.goal).toBe(111);
  const count = await showCount(request(`/api/v1/campaigns/${slug}/count`), { slug });
  expect(await count.json()).toMatchObject({ goal: 111 });
  const signed = await sign(
    request(`/api/v1/campaigns/${slug}/signatures`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Ada Lovelace", email: "ada@example.org" }),
    }),
    { slug },
  );
  expect(signed.status).toBe(202);
  expect(await primary.db.query.signatures.findMany()).toHaveLength(1);
  expect(await replica.db.query.signatures.findMany()).toEqual([]);
});

test("a read that fails on the replica is answered by the primary", async () => {
  await expect.poll(() => readReplica(async (server) => server), POLL).not.toBe(db());
  let tries = 0;
  const readOnlyFromPrimary = () => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error("no such column")) : Promise.resolve("from the primary");
  };
  expect(await readReplica(readOnlyFromPrimary)).toBe("from the primary");
  expect(tries).toBe(2);
  await expect(readReplica(() => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
});
