import { count, getTableName, isNull, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { readArticleText } from "@/lib/articles/article-text";
import { LOCALES } from "@/lib/i18n/locales";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { openAddress } from "@/lib/supporters/address";
import { seed } from "@/scripts/seed";
import { aDatabase, type TestDatabase } from "../support/database";

const { articles, campaignCounts, campaigns, outboxMessages, petitionTexts } = schema;
const { hourTallies, signatures, supporters } = schema;
const now = new Date("2026-11-23T15:10:00Z");
let own: TestDatabase;

let campaignsAfterInterruption: number;

/** Seeds after a failed attempt. */
beforeAll(async () => {
  own = await aDatabase();
  // Seeding fails at the last table that it writes.
  await own.owner.execute(sql`alter table hour_tallies rename to hour_tallies_hidden`);
  await expect(seed(own.db, { now })).rejects.toThrow();
  campaignsAfterInterruption = await own.db.$count(campaigns);
  await own.owner.execute(sql`alter table hour_tallies_hidden rename to hour_tallies`);
  expect(await seed(own.db, { now })).toMatchObject({ outcome: "seeded" });
}, 90_000);
afterAll(() => own.drop());

const filledTables: PgTable[] = [
  articles,
  schema.articleViews,
  schema.attributionTallies,
  schema.referralTallies,
  schema.linkTallies,
  schema.campaignVisits,
  schema.articleCampaigns,
  campaigns,
  campaignCounts,
  schema.campaignMilestones,
  schema.consents,
  schema.deliveryFigures,
  schema.mailBatches,
  schema.mailPace,
  outboxMessages,
  petitionTexts,
  schema.shareLinks,
  schema.shareVisits,
  hourTallies,
  signatures,
  schema.staffInvitations,
  supporters,
  schema.suppressions,
  schema.users,
];

/** A digest of each table's rows. */
async function fingerprints() {
  return Promise.all(
    filledTables.map(async (table) => {
      const [row] = await own.db.execute<{ rows: number; digest: string }>(
        sql`select count(*)::int as rows, md5(string_agg(t::text, ',' order by t::text)) as digest from ${table} t`,
      );
      return { table: getTableName(table), ...row };
    }),
  );
}

describe("sample counts", () => {
  test("the public count of each campaign equals its confirmed signatures", async () => {
    const rows = await own.db.execute(sql`
      select slug from ${campaigns} c
      where (select sum(confirmed) from ${campaignCounts} where campaign_id = c.id)
        is distinct from (select count(*) from ${signatures} where campaign_id = c.id and confirmed_at is not null)
    `);
    expect(rows).toEqual([]);
  });

  test("the hourly tallies have the same sum", async () => {
    const [tallied] = await own.db
      .select({ sum: sql<number>`sum(${hourTallies.confirmed})::int` })
      .from(hourTallies);
    const [counted] = await own.db.select({ sum: count(signatures.confirmedAt) }).from(signatures);
    expect(tallied).toEqual(counted);
  });
});

describe("seeding again", () => {
  test("changes nothing, also a day later", async () => {
    const before = await fingerprints();
    expect(before.filter(({ rows }) => !rows)).toEqual([]);
    const later = new Date(now.getTime() + 86_400_000);
    expect(await seed(own.db, { now: later })).toEqual({ outcome: "already-there" });
    expect(await fingerprints()).toEqual(before);
  });

  test("completes after an interruption, which left nothing stored", async () => {
    expect(campaignsAfterInterruption).toBe(0);
    expect(await own.db.$count(campaigns)).toBeGreaterThan(0);
  });
});

describe("sample articles", () => {
  test("call-outs name existing campaigns, and read-mores existing articles in the same language", async () => {
    const written = await own.db.select().from(articles);
    const known = await own.db.select({ slug: campaigns.slug }).from(campaigns);
    const broken = written.flatMap(({ slug, locale, bodyMarkdown }) => {
      const { callOuts, readMores } = readArticleText(bodyMarkdown);
      expect(callOuts.length).toBeGreaterThan(0);
      const unknownCampaigns = callOuts.filter(
        ({ campaign }) => !known.some((other) => other.slug === campaign),
      );
      const unknownArticles = readMores.filter(
        (more) => !written.some((other) => other.slug === more && other.locale === locale),
      );
      return [
        ...unknownCampaigns.map(({ campaign }) => `${slug}: ${campaign}`),
        ...unknownArticles.map((more) => `${slug}: ${more}`),
      ];
    });
    expect(broken).toEqual([]);
  });

  test("the migration article has three call-outs, two read-mores and a quoted post in each language", async () => {
    const written = await own.db
      .select()
      .from(articles)
      .where(sql`slug = 'us-leaves-migration-compact-talks'`);
    expect(written).toHaveLength(LOCALES.length);
    for (const { bodyMarkdown, publishedAt } of written) {
      const { callOuts, readMores } = readArticleText(bodyMarkdown);
      expect(callOuts.map(({ campaign }) => campaign)).toEqual(Array(3).fill("stand-with-refugees"));
      expect(callOuts.filter(({ inline }) => inline)).toHaveLength(1);
      expect(readMores).toHaveLength(2);
      expect(bodyMarkdown.match(/^:::post\{author=/gm)).toHaveLength(1);
      expect(publishedAt?.toISOString().slice(0, 7)).toBe("2017-12");
    }
  });
});

describe("sample mails", () => {
  test("are all finished, so that no worker sends them", async () => {
    expect(await own.db.$count(outboxMessages)).toBeGreaterThan(300);
    expect(await getOutboxState(own.db, { now })).toMatchObject({ waiting: 0, held: 0 });
    expect(await own.db.$count(schema.mailBatches, isNull(schema.mailBatches.finishedAt))).toBe(0);
  });
});

test("the addresses of sample supporters can be decrypted and are at domains reserved for examples", async () => {
  const rows = await own.db.select().from(supporters);
  expect(new Set(rows.map(({ emailDomain }) => emailDomain)).size).toBeGreaterThan(20);
  const others = rows
    .map(({ emailCipher, id }) => openAddress(emailCipher, id))
    .filter((address) => !/^supporter-\d+@example\.(com|net|org)$/.test(address));
  expect(others).toEqual([]);
});
