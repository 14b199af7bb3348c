import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect, type Database } from "@/db/client";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { withDatabaseLimits } from "@/lib/database-limits";
import { confirmByToken } from "@/lib/signatures/confirm";
import { confirmationToken } from "@/lib/signatures/confirm-token";
import { quarantineSignatures, restoreSignatures } from "@/lib/signatures/quarantine";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { requireEmailAddress } from "@/lib/supporters/address";
import { seededRandom } from "@/scripts/seed/seeded-random";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";

const { db, owner, url, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const PEOPLE = 250;

const MAX_REPEATS = 2_000;

/** Repeats a request that was answered with 503 after a pause, as its sender does. */
async function untilAnswered<T extends object>(request: () => Promise<T>): Promise<T> {
  for (let repeats = 0; repeats < MAX_REPEATS; repeats += 1) {
    const answer = await withDatabaseLimits(request);
    if (answer) return answer;
    await pause(5);
  }
  throw new Error(`still refused after ${MAX_REPEATS} requests`);
}

const sign = (pool: Database, signer: NewSignature) => untilAnswered(() => signCampaign(pool, signer));
const confirm = (pool: Database, answer: Awaited<ReturnType<typeof sign>>) => {
  if (!("signatureId" in answer)) throw new Error(`the signature was refused: ${answer.outcome}`);
  const token = confirmationToken({ ...answer, askedAt: now });
  return untilAnswered(() => confirmByToken(pool, { token, now }));
};

const countRows = async (campaignId: string) => {
  const [rows] = await owner.execute(sql`
    select count(*)::int as signatures, count(confirmed_at)::int as confirmed,
      (select count(*)::int from outbox_messages where topic = 'signature.confirmation-requested' and subject_id in (select id from signatures where campaign_id = ${campaignId})) as mails,
      (select count(*)::int from count_events where campaign_id = ${campaignId}) as events,
      (select count(*)::int from share_links where campaign_id = ${campaignId}) as links
    from signatures where campaign_id = ${campaignId}`);
  return rows;
};

test("connections that are terminated all the time lose no signature, and double none", async () => {
  const campaign = await aCampaign(db);
  const pool = connect(`${url}?application_name=cut`, 6);
  let [isOver, answered, begun] = [false, 0, 0];
  const signAndConfirm = async () => {
    while (begun < PEOPLE) {
      begun += 1;
      const signed = await sign(pool, aSigner({ campaign: campaign.slug }));
      answered += 1;
      expect((await confirm(pool, signed)).outcome).toBe("confirmed");
      answered += 1;
    }
  };
  const people = Promise.all(Array.from({ length: 20 }, signAndConfirm)).finally(() => {
    isOver = true;
  });
  let [terminated, answeredBefore] = [0, 0];
  while (!isOver) {
    const ended = await owner.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'cut' order by state = 'active' desc, random() limit 1`);
    terminated += ended.length;
    // After each loss some people are answered, so that the test ends.
    await expect.poll(() => isOver || answered > answeredBefore + 5, { interval: 2 }).toBe(true);
    answeredBefore = answered;
  }
  await people;
  expect(terminated).toBeGreaterThan(10);
  const all = { signatures: PEOPLE, confirmed: PEOPLE, mails: PEOPLE, events: PEOPLE, links: PEOPLE };
  expect(await countRows(campaign.id)).toEqual(all);
  expect((await getCount(db, campaign.slug))?.signatures).toBe(PEOPLE);
  await pool.$client.end({ timeout: 1 });
});

test("two processes that write the same people in other orders, and staff, never deadlock", async () => {
  const campaigns = [await aCampaign(db), await aCampaign(db)];
  const member = await aStaffMember(db, { role: "campaigner" });
  const pools = [connect(url, 6), connect(url, 6)];
  const random = seededRandom(41);
  const people = Array.from({ length: 60 }, (_, index) =>
    requireEmailAddress(`crossing.${index}@example.org`),
  );
  const ids: string[] = [];
  const write = async (pool: Database, email: NewSignature["email"]) => {
    const { slug } = random.pick(campaigns);
    const signed = await sign(pool, {
      ...aSigner({ campaign: slug, name: `Name ${random.below(3)}` }),
      email,
    });
    if ("signatureId" in signed) ids.push(signed.signatureId);
    await confirm(pool, signed);
  };
  const rounds = pools.map(async (pool) => {
    for (let round = 0; round < 4; round += 1)
      await Promise.all(random.shuffle(people).map((email) => write(pool, email)));
  });
  const work = Promise.all(rounds);
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  await expect.poll(() => ids.length).toBeGreaterThan(20);
  while (!isOver) {
    for (const { id } of campaigns) {
      const chosen = { campaignId: id, signatureIds: random.shuffle(ids).slice(0, 20), memberId: member.id };
      await quarantineSignatures(db, { ...chosen, reason: "invented" });
      await restoreSignatures(db, chosen);
    }
  }
  await work;
  for (const { id, slug } of campaigns) {
    const rows = await countRows(id);
    expect(rows?.confirmed).toBe(rows?.signatures);
    expect((await getCount(db, slug))?.signatures).toBe(rows?.confirmed);
  }
  // A backend reports its deadlocks at its end.
  for (const pool of pools) await pool.$client.end({ timeout: 1 });
  const [stats] = await owner.execute(
    sql`select deadlocks::int from pg_stat_database where datname = current_database()`,
  );
  expect(stats?.deadlocks).toBe(0);
});

test("a group of any size is the same prepared statement, and none is prepared behind PgBouncer", async () => {
  const campaign = await aCampaign(db);
  const countPrepared = async (parameters: string) => {
    const pool = connect(`${url}?${parameters}`, 1);
    for (const size of [1, 5, 30])
      await Promise.all(Array.from({ length: size }, () => sign(pool, aSigner({ campaign: campaign.slug }))));
    const prepared = await pool.execute(
      sql`select from pg_prepared_statements where statement like '%insert into supporters%'`,
    );
    await pool.$client.end({ timeout: 1 });
    return prepared.length;
  };
  expect(await countPrepared("")).toBe(1);
  expect(await countPrepared("prepare=false")).toBe(0);
});
