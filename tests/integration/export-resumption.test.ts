import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportChunks, exports, signatures } from "@/db/schema";
import { addChunk, finishExport, leaseExport, MAX_ATTEMPTS } from "@/lib/exports/make-export";
import { writeExport } from "@/lib/jobs/write-export";
import { aDatabase } from "../support/database";
import {
  aCampaignToExport,
  addSignature,
  downloadExport,
  makeAllExports,
  parseCsv,
  requestQueuedList,
} from "../support/exports";

const MANY = 12_000;

const { db, drop } = await aDatabase();
afterAll(drop);

const { campaign, actorId } = await aCampaignToExport(db);

/** Thousands of signatures, so that a file has several pieces. */
beforeAll(async () => {
  const first = await addSignature(db, campaign.slug, { name: "Ada 0" });
  await db.execute(sql`
    with people as (
      insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
      select gen_random_uuid(), decode(md5(n::text), 'hex'), 1, email_cipher, email_domain, locale
      from supporters, generate_series(1, ${MANY - 1}::int) n returning id
    )
    insert into signatures (id, campaign_id, supporter_id, petition_text_id, name, comment, locale, signed_at, confirmation_asked_at, confirmed_at)
    select gen_random_uuid(), s.campaign_id, p.id, s.petition_text_id, 'Ada ' || row_number() over (), repeat('words ', 40), s.locale,
      s.signed_at - (random() * interval '10 seconds'), now(), case when random() < 0.7 then now() end
    from people p, signatures s where s.id = ${first}`);
  expect(await db.$count(signatures)).toBe(MANY);
});

async function whole(id: string) {
  const names = parseCsv(await downloadExport(db, { id })).map(({ name }) => name);
  expect(names).toHaveLength(MANY);
  expect(new Set(names).size).toBe(MANY);
}

const leave = () => db.update(exports).set({ leasedUntil: new Date(0) });

test("the next worker continues the file of a killed one: no signature is missing or repeated", async () => {
  const id = await requestQueuedList(db, { campaign, actorId });
  let deaths = 0;
  // Dies after each chunk: a stopped worker gives its export back, a killed one leaves it leased.
  for (;;) {
    const stopping = AbortSignal.abort();
    await writeExport(db, { id, stopping });
    const [row] = await db.select().from(exports).where(eq(exports.id, id));
    if (row?.finishedAt) break;
    deaths += 1;
    await leaseExport(db, { id, now: new Date() });
    await leave();
    if (deaths > 20) await makeAllExports(db);
  }
  expect(deaths).toBeGreaterThan(2);
  await whole(id);
});

test("signatures that change meanwhile are in the file once", async () => {
  const id = await requestQueuedList(db, { campaign, actorId });
  await writeExport(db, { id, stopping: AbortSignal.abort() });
  await db.update(signatures).set({ confirmedAt: new Date() }).where(sql`confirmed_at is null`);
  await writeExport(db, { id, stopping: AbortSignal.abort() });
  await db.update(signatures).set({ withdrawnAt: new Date() }).where(sql`right(name, 1) = '7'`);
  await makeAllExports(db);
  await whole(id);
});

test("one worker at a time writes a file, and one whose lease expired writes no more", async () => {
  const id = await requestQueuedList(db, { campaign, actorId });
  const leases = await Promise.all([1, 2, 3].map(() => leaseExport(db, { id, now: new Date() })));
  const [slow, ...more] = leases.filter((lease) => lease !== null);
  expect(more).toEqual([]);
  if (!slow) throw new Error("nobody got it");
  await leave();
  const next = await leaseExport(db, { id, now: new Date() });
  expect(next?.id).toBe(id);
  const chunk = { content: "late", rows: 1, read: 1, unreadable: 0, last: null };
  expect(await addChunk(db, { job: slow, file: "signatures", chunk, now: new Date() })).toBe(false);
  await finishExport(db, { job: slow, now: new Date() });
  expect(await db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(0);
  await leave();
  await makeAllExports(db);
  await whole(id);
});

test("an export without progress fails, and does not block others", async () => {
  const stuck = await requestQueuedList(db, { campaign, actorId });
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    expect((await leaseExport(db, { id: stuck, now: new Date() }))?.id).toBe(stuck);
    await leave();
  }
  const other = await requestQueuedList(db, { campaign, actorId });
  expect(await leaseExport(db, { id: stuck, now: new Date() })).toBeNull();
  await makeAllExports(db);
  await whole(other);
  const [row] = await db.select().from(exports).where(eq(exports.id, stuck));
  expect(row?.failedAt).not.toBeNull();
});
