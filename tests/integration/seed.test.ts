import { count, eq, getTableName, isNull, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { readArticleText } from "@/lib/articles/article-text";
import { campaignState } from "@/lib/campaigns/campaign-status";
import { LOCALES } from "@/lib/i18n/locales";
import { getOutboxState } from "@/lib/outbox/outbox-state";
import { listDeliveryFigures, listLaggingMailboxes } from "@/lib/reporting/delivery-figures";
import { listUndelivered } from "@/lib/reporting/undelivered-mails";
import { openAddress } from "@/lib/supporters/address";
import { seed } from "@/scripts/seed";
import { aDatabase, type TestDatabase } from "../support/database";

const { articles, campaignCounts, campaigns, outboxMessages, petitionTexts } = schema;
const { hourTallies, signatures, supporters } = schema;
const now = new Date("2026-11-23T15:10:00Z");
let own: TestDatabase;

beforeAll(async () => {
  own = await aDatabase();
  expect(await seed(own.db, { now })).toMatchObject({ outcome: "seeded" });
});
afterAll(() => own.drop());

const filledTables: PgTable[] = [
  articles,
  schema.articleViews,
  schema.originTallies,
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
      .select({ sum: sql<number>`sum(${hourTallies.confirmed})::int` })
      .from(hourTallies);
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
    await other.owner.execute(sql`alter table hour_tallies rename to elsewhere`);
    await expect(seed(other.db, { now })).rejects.toThrow();
    expect(await other.db.$count(campaigns)).toBe(0);
    await other.owner.execute(sql`alter table elsewhere rename to hour_tallies`);
    expect(await seed(other.db, { now })).toMatchObject({ outcome: "seeded" });
    await other.drop();
    // It seeds twice, with some machine's other work beside it.
  }, 90_000);
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

describe("the sample mails", () => {
  test("are sent or given up, every one, so that no worker sends them", async () => {
    expect(await own.db.$count(outboxMessages)).toBeGreaterThan(300);
    expect(await getOutboxState(own.db, { now })).toMatchObject({ waiting: 0, held: 0 });
    expect(await own.db.$count(schema.mailBatches, isNull(schema.mailBatches.finishedAt))).toBe(0);
  });

  test("tell of each signature of the last days what happened in the order in which it can happen", async () => {
    const rows = await own.db.execute(sql`
      select m.id from ${outboxMessages} m join ${signatures} s on s.id = m.subject_id
      where m.created_at < s.signed_at or m.sent_at < m.created_at
        or least(m.delivered_at, m.bounced_at, m.delayed_at) < m.sent_at or m.complained_at < m.delivered_at
        or (s.confirmed_at < coalesce(m.delivered_at, 'infinity') and m.topic <> 'signature.repeated')
        or greatest(m.sent_at, m.delivered_at, m.bounced_at, m.delayed_at, m.complained_at, m.failed_at) > ${now.toISOString()}::timestamptz
    `);
    expect(rows).toEqual([]);
    const [unmailed] = await own.db.execute<{ signatures: number }>(sql`
      select count(*)::int as signatures from ${signatures}
      where signed_at > ${now.toISOString()}::timestamptz - interval '7 days'
        and id not in (select subject_id from ${outboxMessages})
    `);
    expect(unmailed).toEqual({ signatures: 0 });
  });

  test("make a funnel for every mailbox provider, and exactly one campaign that staff are warned of", async () => {
    const warned: string[] = [];
    for (const { id, slug } of await own.db.select().from(campaigns)) {
      const figures = await listDeliveryFigures(own.db, id);
      for (const { mailbox } of await listLaggingMailboxes(own.db, { campaignId: id, figures }))
        warned.push(`${slug}: ${mailbox}`);
    }
    expect(warned).toEqual(["stand-with-refugees: outlook"]);
    const measured = await own.db
      .selectDistinct({ mailbox: schema.deliveryFigures.mailbox })
      .from(schema.deliveryFigures);
    expect(measured).toHaveLength(schema.MAILBOXES.length);
  });

  test("did not all arrive: some of every kind of trouble can be seen", async () => {
    const [campaign] = await own.db.select().from(campaigns).where(eq(campaigns.slug, "stand-with-refugees"));
    const mails = await listUndelivered(own.db, { campaignId: campaign?.id ?? "", now, limit: 100 });
    expect(new Set(mails.map(({ trouble }) => trouble))).toEqual(
      new Set(["bounced", "complained", "delayed", "failed"]),
    );
  });
});

test("nobody has been pending for longer than the unconfirmed are kept", async () => {
  const [longest] = await own.db
    .select({ since: sql<Date>`min(${signatures.signedAt})`.mapWith(signatures.signedAt) })
    .from(signatures)
    .where(isNull(signatures.confirmedAt));
  expect(longest?.since.getTime()).toBeGreaterThan(now.getTime() - 30 * 86_400_000);
});

test("the addresses of the sample supporters open, and are at domains reserved for examples, whatever figures say", async () => {
  const crowd = await own.db.select().from(supporters);
  expect(new Set(crowd.map(({ emailDomain }) => emailDomain)).size).toBeGreaterThan(20);
  const astray = crowd
    .map(({ emailCipher, id }) => openAddress(emailCipher, id))
    .filter((address) => !/^supporter-\d+@example\.(com|net|org)$/.test(address));
  expect(astray).toEqual([]);
});
