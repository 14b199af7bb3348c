import { and, eq, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { countChanges, proofEntries, signatures } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { closeDays } from "@/lib/proof/close-days";
import { isCounted } from "@/lib/signatures/is-counted";
import { seededRandom } from "@/scripts/seed/seeded-random";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";
import { untilWritten } from "../support/until-written";

const { db, owner, url, drop } = await aDatabase();
afterAll(drop);

const PEOPLE = 24;
const STEPS = 60;
/** So many steps run at once. */
const LANES = 6;
const DAYS = ["2025-03-01", "2025-03-02", "2025-03-05"];

async function takeSteps(steps: (() => Promise<unknown>)[]) {
  for (let step = steps.pop(); step; step = steps.pop()) await untilWritten(step);
}

/** Closes the days with workers of which the database ends the connections. */
async function closeWithKilledWorkers() {
  const doomed = connect(url, 3);
  const closing = Promise.allSettled(Array.from({ length: 3 }, () => closeDays(doomed, { now: new Date() })));
  await owner.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%proof_entries%' and pid <> pg_backend_pid()`);
  await closing;
  await doomed.$client.end({ timeout: 1 });
}

test("after random signatures, withdrawals, quarantines and erasures in parallel, and killed workers, the log agrees with the count", async () => {
  const seed = 20_261_130;
  const random = seededRandom(seed);
  const proven = await aProvenCampaign(db);
  const { campaign, signPending, confirm, quarantine, restore, withdraw, undo } = proven;
  for (const day of DAYS) {
    const people: Awaited<ReturnType<typeof signPending>>[] = [];
    while (people.length < PEOPLE) people.push(await untilWritten(signPending));
    const steps = Array.from({ length: STEPS }, () => {
      const { id, token } = random.pick(people);
      const deeds: (() => Promise<unknown>)[] = [
        () => confirm(token),
        () => confirm(token),
        () => withdraw(id),
        () => undo(id),
        () => quarantine(id),
        () => restore(id),
      ];
      return random.pick(deeds);
    });
    await Promise.all(Array.from({ length: LANES }, () => takeSteps(steps)));
    await proven.move(day);
    await closeWithKilledWorkers();
    await closeDays(db, { now: new Date() });
    const head = (await proven.listDays()).at(-1);
    const counted = await db.$count(signatures, and(eq(signatures.campaignId, campaign.id), isCounted));
    expect(counted, `seed ${seed}`).toBeGreaterThan(0);
    expect(head?.count, `seed ${seed}, ${day}`).toBe(counted);
    expect((await getCount(db, campaign.slug))?.signatures).toBe(counted);
  }
  const entries = await db.$count(
    proofEntries,
    and(eq(proofEntries.campaignId, campaign.id), eq(proofEntries.kind, "signature")),
  );
  expect(entries).toBeLessThanOrEqual(PEOPLE * DAYS.length);
  expect(await db.$count(countChanges)).toBe(0);
}, 120_000);
