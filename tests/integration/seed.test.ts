import { count, getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { seed } from "@/db/seed";
import { readArticleText } from "@/lib/articles/text/rules";
import { campaignState } from "@/lib/campaigns/rules";
import { LOCALES } from "@/lib/i18n/locales";
import { openAddress } from "@/lib/supporters/rules";
import { aDatabase, type TestDatabase } from "../support/database";

const { articles, campaignCounts, campaigns, petitionTexts, signatureHours, signatures, supporters } = schema;
const now = new Date("2026-11-23T15:10:00Z");
let own: TestDatabase;

beforeAll(async () => {
  own = await aDatabase();
  expect(await seed(own.db, { now })).toMatchObject({ outcome: "seeded" });
});
afterAll(() => own.drop());

const filledTables: PgTable[] = [
  articles,
  schema.articleCampaigns,
  campaigns,
  campaignCounts,
  schema.consents,
  petitionTexts,
  schema.shareLinks,
  schema.shareVisits,
  signatureHours,
  signatures,
  schema.staffInvitations,
  supporters,
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

describe("the counts of the sample newsroom", () => {
  test("about six thousand people have signed", async () => {
    expect(await own.db.$count(signatures)).toBeGreaterThan(5500);
  });

  test("the public count of every campaign is its number of confirmed signatures", async () => {
    const rows = await own.db.execute(sql`
      select slug from ${campaigns} c
      where (select sum(confirmed) from ${campaignCounts} where campaign_id = c.id)
        is distinct from (select count(*) from ${signatures} where campaign_id = c.id and confirmed_at is not null)
    `);
    expect(rows).toEqual([]);
  });

  test("the hourly tallies add up to the same", async () => {
    const [tallied] = await own.db
      .select({ sum: sql<number>`sum(${signatureHours.confirmed})::int` })
      .from(signatureHours);
    const [counted] = await own.db.select({ sum: count(signatures.confirmedAt) }).from(signatures);
    expect(tallied).toEqual(counted);
  });

  test("nobody signed before the campaign or its article was out, or after now", async () => {
    const rows = await own.db.execute(sql`
      select s.id from ${signatures} s
      join ${campaigns} c on c.id = s.campaign_id
      left join ${articles} a on a.id = s.article_id
      where s.signed_at < c.opens_at or s.signed_at < a.published_at
        or greatest(s.signed_at, s.confirmed_at) >= least(c.closes_at, c.closed_at, ${now.toISOString()}::timestamptz)
    `);
    expect(rows).toEqual([]);
  });
});

describe("seeding again", () => {
  test("changes nothing, a day later either", async () => {
    const before = await fingerprints();
    expect(before.filter(({ rows }) => !rows)).toEqual([]);
    const later = new Date(now.getTime() + 86_400_000);
    expect(await seed(own.db, { now: later })).toEqual({ outcome: "already-there" });
    expect(await fingerprints()).toEqual(before);
  });

  test("after an interruption completes, since nothing was kept", async () => {
    const other = await aDatabase();
    // The last table to be written is out of reach.
    await other.db.execute(sql`alter table signature_hours rename to elsewhere`);
    await expect(seed(other.db, { now })).rejects.toThrow();
    expect(await other.db.$count(campaigns)).toBe(0);
    await other.db.execute(sql`alter table elsewhere rename to signature_hours`);
    expect(await seed(other.db, { now })).toMatchObject({ outcome: "seeded" });
    await other.drop();
  });
});

describe("the sample articles and campaigns", () => {
  test("every article and every petition is written in every language", async () => {
    const written = await own.db.select({ slug: articles.slug, locale: articles.locale }).from(articles);
    const slugs = [...new Set(written.map(({ slug }) => slug))];
    expect(slugs.length).toBeGreaterThanOrEqual(6);
    expect(written).toHaveLength(slugs.length * LOCALES.length);
    expect(await own.db.$count(petitionTexts)).toBe((await own.db.$count(campaigns)) * LOCALES.length);
  });

  test("every call-out leads to a campaign, and every read-more to an article in its language", async () => {
    const written = await own.db.select().from(articles);
    const known = await own.db.select({ slug: campaigns.slug }).from(campaigns);
    const broken = written.flatMap(({ slug, locale, bodyMarkdown }) => {
      const { callouts, readMores } = readArticleText(bodyMarkdown);
      expect(callouts.length).toBeGreaterThan(0);
      const lost = callouts.filter(({ campaign }) => !known.some((other) => other.slug === campaign));
      const unwritten = readMores.filter(
        (more) => !written.some((other) => other.slug === more && other.locale === locale),
      );
      return [
        ...lost.map(({ campaign }) => `${slug}: ${campaign}`),
        ...unwritten.map((more) => `${slug}: ${more}`),
      ];
    });
    expect(broken).toEqual([]);
  });

  test("the migration article holds what the contract names, in every language", async () => {
    const written = await own.db
      .select()
      .from(articles)
      .where(sql`slug = 'us-leaves-migration-compact-talks'`);
    expect(written).toHaveLength(LOCALES.length);
    for (const { bodyMarkdown, publishedAt } of written) {
      const { callouts, readMores } = readArticleText(bodyMarkdown);
      expect(callouts.map(({ campaign }) => campaign)).toEqual(Array(3).fill("stand-with-refugees"));
      expect(callouts.filter(({ inline }) => inline)).toHaveLength(1);
      expect(readMores).toHaveLength(2);
      expect(bodyMarkdown.match(/^:::post\{author=/gm)).toHaveLength(1);
      expect(publishedAt?.toISOString().slice(0, 7)).toBe("2017-12");
    }
  });

  test("a call-out can be seen in every state", async () => {
    const states = (await own.db.select().from(campaigns)).map((campaign) => campaignState(campaign, now));
    expect(new Set(states)).toEqual(new Set(["open", "won", "closed", "replaced"]));
  });
});

test("the address of a sample supporter opens, and is at a domain reserved for examples", async () => {
  const [supporter] = await own.db.select().from(supporters).limit(1);
  expect(supporter && openAddress(supporter.emailCipher, supporter.id)).toMatch(
    /^supporter-\d+@example\.(com|net|org)$/,
  );
});
