import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { firstCause } from "@/lib/failures";
import { confirmByToken } from "@/lib/signatures/confirm";
import { type AttemptRef, confirmationToken } from "@/lib/signatures/confirm-token";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { emailKeyOf, requireEmailAddress } from "@/lib/supporters/address";
import { suppressEmailKeys } from "@/lib/supporters/suppress";
import { seededRandom } from "@/scripts/seed/seeded-random";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";

const { db, owner, drop } = await aDatabase();
afterAll(drop);
await owner.execute(sql`
  alter table signatures add constraint fails_when_signed check (name <> 'Fails when signed'),
    add constraint fails_when_confirmed check (confirmed_at is null or name <> 'Fails when confirmed')`);

const now = new Date();
const SEED = 14;
const PEOPLE = 30;
const ATTEMPTS = 120;

const WORDS = [
  { name: "Ada Byron" },
  { name: "Ada B.", comment: 'A "quoted", {braced} and \\escaped comment', country: "KE", updates: true },
  { name: "NULL", display: "full", deliver: "count", locale: "es" },
] satisfies Partial<NewSignature>[];

/** What happens in one world: the same people, campaigns and words as in the other, under addresses of its own. */
async function aWorld(name: string, failingShare: number) {
  const open = [await aCampaign(db), await aCampaign(db, { reviewsNames: true }), await aCampaign(db)];
  const closed = await aCampaign(db, { closedAt: new Date("2024-03-01T00:00:00Z") });
  const article = await anArticle(db, { callOuts: open });
  const slugs = [...open.map(({ slug }) => slug), closed.slug, `unknown-${name}`];
  const addressOf = (person: number, spelling: number) =>
    requireEmailAddress(
      `${["p.erson", "person", "PERSON"][spelling]}${person}.${name}+${spelling}@gmail.com`,
    );
  await suppressEmailKeys(db, { emailKeys: [emailKeyOf(addressOf(0, 0).canonical)], reason: "bounced" });
  const random = seededRandom(SEED);
  const signers = Array.from({ length: ATTEMPTS }, () =>
    aSigner({
      ...(random.chance(failingShare)
        ? { name: random.pick(["Fails when signed", "Fails when confirmed"]) }
        : random.pick(WORDS)),
      campaign: random.pick(slugs),
      ...(random.chance(0.5) && { article: article.slug, callout: "1" }),
    }),
  ).map((signer) => ({ ...signer, email: addressOf(random.below(PEOPLE), random.below(3)) }));
  return { slugs, signers };
}

type Outcome = { outcome: string } & Partial<AttemptRef>;

const outcomeOf = (writing: Promise<Outcome>): Promise<Outcome> =>
  writing.catch((error) => ({
    outcome: `failed: ${String(Reflect.get(Object(firstCause(error)), "code"))}`,
  }));

type Runner = <Item>(items: Item[], write: (item: Item) => Promise<Outcome>) => Promise<Outcome[]>;

const allAtOnce: Runner = (items, write) => Promise.all(items.map(write));
const oneByOne: Runner = async (items, write) => {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(await write(item));
  return outcomes;
};

/** Signs, confirms each attempt once or twice, and signs again. Returns every outcome, in order. */
async function run({ signers }: Awaited<ReturnType<typeof aWorld>>, runner: Runner) {
  const sign = (signer: NewSignature) => outcomeOf(signCampaign(db, signer));
  const signed = await runner(signers, sign);
  const random = seededRandom(SEED);
  const attempts = signed.flatMap(({ signatureId, attemptId }) =>
    signatureId && attemptId && random.chance(0.8) ? [{ signatureId, attemptId }] : [],
  );
  const tokens = random
    .shuffle([...attempts, ...attempts.slice(0, 30)])
    .map((attempt) => confirmationToken({ ...attempt, askedAt: now }));
  const confirmed = await runner(tokens, (token) => outcomeOf(confirmByToken(db, { token, now })));
  const again = await runner(signers.slice(0, 60), sign);
  return [signed, confirmed, again].map((outcomes) => outcomes.map(({ outcome }) => outcome));
}

/** Lists the signatures of campaigns with all that was stored about them, without ids and times. */
async function listStored(slugs: string[]) {
  const rows = await db.execute(sql`
    select array_position(array[${sql.join(
      slugs.map((slug) => sql`${slug}`),
      sql`, `,
    )}], campaigns.slug) as campaign,
      s.name, s.comment, s.country, s.display, s.delivered_as, s.locale, s.callout, s.article_id is not null as has_article,
      s.confirmations_asked, s.confirmed_at is not null as is_confirmed, s.repeat_told_at is not null as is_told,
      p.verified_at is not null as is_verified, p.email_domain,
      (select array_agg(array[a.name, a.comment, a.locale, (a.mail_id is not null)::text] order by a.name, a.comment, a.mail_id is null) from signature_attempts a where a.signature_id = s.id) as attempts,
      (select array_agg(c.purpose || c.wording order by c.purpose) from consents c where c.signature_id = s.id) as consents,
      (select array_agg(m.topic || (m.send_after is not null)::text order by m.topic, m.send_after nulls first) from outbox_messages m where m.subject_id = s.id) as mails,
      (select count(*)::int from share_links l where l.owner_signature_id = s.id) as links,
      (select count(*)::int from comment_reviews r where r.signature_id = s.id) as comments,
      (select count(*)::int from name_reviews r where r.signature_id = s.id) as names
    from signatures s join campaigns on campaigns.id = s.campaign_id join supporters p on p.id = s.supporter_id
    where campaigns.slug in ${slugs}`);
  return rows.map((row) => JSON.stringify(row)).sort();
}

const POSSIBLE = ["signed", "already-signed", "closed-campaign", "unknown-campaign", "confirmed"];

describe("people who sign and confirm at once get the answers and rows that they would get one by one", () => {
  test("in groups", async () => {
    const [grouped, alone] = [await aWorld("grouped", 0), await aWorld("alone", 0)];
    const outcomes = await run(grouped, allAtOnce);
    expect(await largestGroup(grouped.slugs, "signed_at")).toBeGreaterThan(5);
    expect(await largestGroup(grouped.slugs, "confirmed_at")).toBeGreaterThan(5);
    expect(outcomes).toEqual(await run(alone, oneByOne));
    expect([...new Set(outcomes.flat())].sort()).toEqual(POSSIBLE.toSorted());
    expect(await listStored(grouped.slugs)).toEqual(await listStored(alone.slugs));
    await expectExactCounts(grouped.slugs);
  });

  test("in groups that fail because of some of their members", async () => {
    const [grouped, alone] = [await aWorld("spoilt", 0.05), await aWorld("apart", 0.05)];
    const outcomes = await run(grouped, allAtOnce);
    expect(outcomes).toEqual(await run(alone, oneByOne));
    const possible = [...POSSIBLE, "failed: 23514"];
    expect([...new Set(outcomes.flat())].sort()).toEqual(possible.sort());
    expect(await listStored(grouped.slugs)).toEqual(await listStored(alone.slugs));
    await expectExactCounts(grouped.slugs);
  });
});

async function expectExactCounts(slugs: string[]) {
  for (const slug of slugs.slice(0, 3)) {
    const [rows] = await db.execute<{ confirmed: number; events: number }>(sql`
      select count(confirmed_at)::int as confirmed,
        (select count(*)::int from count_events where campaign_id = (select id from campaigns where slug = ${slug})) as events
      from signatures where campaign_id = (select id from campaigns where slug = ${slug})`);
    expect(rows?.confirmed).toBeGreaterThan(5);
    expect(rows?.events).toBe(rows?.confirmed);
    expect((await getCount(db, slug))?.signatures).toBe(rows?.confirmed);
  }
}

/** Returns the most signatures with one time: all signatures of a group have the start of its transaction. */
async function largestGroup(slugs: string[], column: "signed_at" | "confirmed_at") {
  const [largest] = await db.execute<{ size: number }>(sql`
    select count(*)::int as size from signatures join campaigns on campaigns.id = campaign_id
    where campaigns.slug in ${slugs} and ${sql.identifier(column)} is not null
    group by ${sql.identifier(column)} order by 1 desc limit 1`);
  return largest?.size ?? 0;
}
