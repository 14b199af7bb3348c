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

const LAST_BEFORE = "0001_mail_feedback";
const campaignId = newId();
const [english, spanish, article, link, parent] = [newId(), newId(), newId(), newId(), newId()];

async function migrate(tags: string[]) {
  for (const tag of tags)
    for (const statement of (await readFile(`db/migrations/${tag}.sql`, "utf8")).split(
      "--> statement-breakpoint",
    ))
      await sql.unsafe(statement);
}

/** Creates a database of the version before tallies had dimensions, with some signatures, five of them folded by hour. */
beforeAll(async () => {
  const tags = journal.entries.map(({ tag }) => tag);
  const newer = tags.indexOf(LAST_BEFORE) + 1;
  expect(newer).toBeGreaterThan(0);
  await sql`drop schema public cascade`;
  await sql`create schema public`;
  await migrate(tags.slice(0, newer));
  await sql`insert into campaigns (id, slug, locale, goal) values (${campaignId}, 'water', 'en', 100)`;
  for (const [id, locale] of [
    [english, "en"],
    [spanish, "es"],
  ] as const)
    await sql`insert into petition_texts (id, campaign_id, locale, title, target, summary, ask, sha256)
      values (${id}, ${campaignId}, ${locale}, 't', 't', 's', 'a', 'x')`;
  await sql`insert into articles (id, slug, locale, title, dek, body_markdown, byline, topic, reading_minutes)
    values (${article}, 'taps', 'en', 't', 'd', 'b', 'b', 't', 1)`;
  await sql`insert into share_links (id, code, campaign_id, article_id, parent_id, locale) values
    (${parent}, 'bcdfghjkn', ${campaignId}, null, null, 'en'), (${link}, 'bcdfghjkm', ${campaignId}, ${article}, ${parent}, 'en')`;
  for (let person = 0; person < 10; person += 1) await aSignature(person);
  await sql`insert into signature_hours (campaign_id, hour, country, confirmed) values (${campaignId}, date_trunc('hour', now() - interval '3 hours'), 'MX', 3),
    (${campaignId}, date_trunc('hour', now() - interval '3 hours'), 'ES', 2)`;
  await sql`insert into count_events (campaign_id, change, at, country) select ${campaignId}, 1, now() - interval '3 hours', 'MX' from generate_series(1, 3)`;
  await migrate(tags.slice(newer));
});

/** Stores a signature. The first eight are confirmed; half came through a link, half from an article. */
async function aSignature(person: number) {
  const supporter = newId();
  await sql`insert into supporters (id, email_key, email_key_version, email_cipher, email_domain, locale)
    values (${supporter}, ${Buffer.from([person])}, 1, ${Buffer.from([person])}, 'example.org', 'en')`;
  await sql`insert into signatures (id, campaign_id, supporter_id, petition_text_id, name, country, locale, article_id, callout, share_link_id, confirmation_asked_at, confirmed_at)
    values (${newId()}, ${campaignId}, ${supporter}, ${person % 4 ? english : spanish}, 'n', ${person % 3 ? "MX" : "ES"}, 'en',
      ${person % 2 ? article : null}, ${person % 2 ? "1" : "page"}, ${person % 2 ? null : link}, now(), ${person < 8 ? sql`now() - interval '3 hours'` : null})`;
}

test("hourly counts of an older database are kept, pending events are folded, and tallies by minute and dimension are filled", async () => {
  expect(await sql`select sum(confirmed)::int as hours from hour_tallies`).toEqual([{ hours: 8 }]);
  expect(await sql`select sum(confirmed)::int as minutes from minute_tallies`).toEqual([{ minutes: 8 }]);
  expect(
    await sql`select dimension, sum(confirmed)::int as confirmed from origin_tallies group by 1 order by 1`,
  ).toEqual(
    ["callout", "channel", "country", "generation", "landing", "link", "text"].map((dimension) => ({
      dimension,
      confirmed: 8,
    })),
  );
  expect(await sql`select from count_events`).toHaveLength(0);
});

test("tallies by petition text include the old signatures", async () => {
  const texts =
    await sql`select subject_id, confirmed from origin_tallies where dimension = 'text' order by confirmed`;
  expect(texts).toEqual([
    { subject_id: spanish, confirmed: 2 },
    { subject_id: english, confirmed: 6 },
  ]);
});

test("an old link is credited with its signatures, and so is its parent link", async () => {
  expect(await sql`select id, depth from share_links order by depth`).toEqual([
    { id: parent, depth: 0 },
    { id: link, depth: 1 },
  ]);
  expect(
    await sql`select share_link_id, generation, confirmed from referral_tallies order by generation`,
  ).toEqual([
    { share_link_id: link, generation: 1, confirmed: 4 },
    { share_link_id: parent, generation: 2, confirmed: 4 },
  ]);
  expect(await sql`select distinct campaign_id, confirmed from link_tallies`).toEqual([
    { campaign_id: campaignId, confirmed: 4 },
  ]);
  expect(
    await sql`select dimension, subject_id, name, confirmed from origin_tallies where dimension in ('generation', 'landing') and name <> '' order by 1`,
  ).toEqual([
    { dimension: "generation", subject_id: "00000000-0000-0000-0000-000000000000", name: "2", confirmed: 4 },
    { dimension: "landing", subject_id: article, name: "link", confirmed: 4 },
  ]);
});
