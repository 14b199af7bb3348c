import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import journal from "@/db/migrations/meta/_journal.json";
import { newId } from "@/lib/ids";
import { aDatabase } from "../support/database";

const { url, drop } = await aDatabase();
const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
afterAll(async () => {
  await sql.end();
  await drop();
});

const MIGRATION = "0013_campaign_replaced_at";
const successorId = newId();

async function migrate(tags: string[]) {
  for (const tag of tags)
    for (const statement of (await readFile(`db/migrations/${tag}.sql`, "utf8")).split(
      "--> statement-breakpoint",
    ))
      await sql.unsafe(statement);
}

async function addCampaign(slug: string, { id = newId(), closedAt, replacedBy }: NewCampaign = {}) {
  await sql`insert into campaigns (id, slug, locale, goal, published_at, closed_at, successor_id)
    values (${id}, ${slug}, 'en', 100, '2026-03-01', ${closedAt ?? null}, ${replacedBy ?? null})`;
}
type NewCampaign = { id?: string; closedAt?: string; replacedBy?: string };

async function addAuditEvent(position: number, event: { slug: string; action: string; at: string }) {
  await sql`insert into audit_events (id, position, action, subject, at, previous_hash, hash)
    values (${newId()}, ${position}, ${event.action}, ${`campaign:${event.slug}`}, ${event.at}, '', '')`;
}

beforeAll(async () => {
  const tags = journal.entries.map(({ tag }) => tag);
  const from = tags.indexOf(MIGRATION);
  expect(from).toBeGreaterThan(0);
  await sql`drop schema public cascade`;
  await sql`create schema public`;
  await migrate(tags.slice(0, from));
  await addCampaign("successor", { id: successorId });
  await addCampaign("replaced-twice", { closedAt: "2026-04-01", replacedBy: successorId });
  await addAuditEvent(1, { slug: "replaced-twice", action: "campaign.replaced", at: "2026-05-01" });
  await addAuditEvent(2, { slug: "replaced-twice", action: "campaign.reopened", at: "2026-05-02" });
  await addAuditEvent(3, { slug: "replaced-twice", action: "campaign.replaced", at: "2026-05-03" });
  await addAuditEvent(4, { slug: "replaced-twice", action: "campaign.archived", at: "2026-05-04" });
  await addCampaign("closed-without-entry", { closedAt: "2026-04-01", replacedBy: successorId });
  await addCampaign("open-without-entry", { replacedBy: successorId });
  await addCampaign("reopened");
  await addAuditEvent(5, { slug: "reopened", action: "campaign.replaced", at: "2026-05-01" });
  await migrate(tags.slice(from));
});

test("replaced campaigns get the time of their latest replacement, and others get none", async () => {
  const rows = await sql<{ slug: string; at: Date | null }[]>`select slug, replaced_at as at from campaigns`;
  expect(
    Object.fromEntries(rows.map(({ slug, at }) => [slug, at?.toISOString().slice(0, 10) ?? null])),
  ).toEqual({
    successor: null,
    "replaced-twice": "2026-05-03",
    "closed-without-entry": "2026-04-01",
    "open-without-entry": "2026-03-01",
    reopened: null,
  });
});
