import type { Transaction } from "@/db/client";
import { articleCampaigns, articles, campaigns, petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { newId } from "@/lib/ids";
import { DAY } from "../seed/times";

export const BENCH_SLUG = "a-petition-of-millions";

/** Younger than the age at which the worker purges unconfirmed signatures. */
const AGE_DAYS = 27;
const SURGES = [0.5, 12, 26.6];
const ARTICLES_PER_LANGUAGE = 20;
const CALLOUTS = ["1", "2", "3", "end", "bar"];

const TEXTS = {
  en: {
    title: "A petition of millions",
    target: "Everybody",
    summary: "For measurements.",
    ask: "Bear the load.",
  },
  es: {
    title: "Una petición de millones",
    target: "Todo el mundo",
    summary: "Para medir.",
    ask: "Resistir.",
  },
};
type Language = keyof typeof TEXTS;

/** The campaign of the benchmark: petition texts in two languages and three versions, and the articles with its call-outs. */
export type BenchCampaign = NonNullable<Awaited<ReturnType<typeof createBenchCampaign>>>;

/** Creates the campaign. Returns null if it exists (the unique index decides). */
export async function createBenchCampaign(tx: Transaction, { goal, now }: { goal: number; now: Date }) {
  const opens = new Date(now.getTime() - AGE_DAYS * DAY);
  const campaignId = newId();
  const opened = await tx
    .insert(campaigns)
    .values({ id: campaignId, slug: BENCH_SLUG, locale: "en", goal, publishedAt: opens, opensAt: opens })
    .onConflictDoNothing()
    .returning({ id: campaigns.id });
  if (opened.length === 0) return null;
  const revised = new Date(opens.getTime() + 3 * DAY);
  const texts = {
    en: await publishText(tx, { campaignId, locale: "en", at: opens, ending: "" }),
    es: await publishText(tx, { campaignId, locale: "es", at: opens, ending: "" }),
    revisedEn: await publishText(tx, { campaignId, locale: "en", at: revised, ending: " Now." }),
  };
  const articles = {
    en: await publishArticles(tx, { campaignId, opens }, "en"),
    es: await publishArticles(tx, { campaignId, opens }, "es"),
  };
  return {
    campaignId,
    opens,
    until: now,
    revised: revised.getTime(),
    surges: SURGES,
    texts,
    articles,
    callOuts: CALLOUTS,
  };
}

async function publishText(
  tx: Transaction,
  { campaignId, locale, at, ending }: { campaignId: string; locale: Language; at: Date; ending: string },
): Promise<string> {
  const text = { ...TEXTS[locale], ask: TEXTS[locale].ask + ending };
  const id = newId();
  await tx
    .insert(petitionTexts)
    .values({ id, campaignId, locale, ...text, sha256: petitionTextHash(text), publishedAt: at });
  return id;
}

async function publishArticles(
  tx: Transaction,
  { campaignId, opens }: { campaignId: string; opens: Date },
  locale: Language,
): Promise<string[]> {
  const directive = `::take-action{campaign="${BENCH_SLUG}"}`;
  const rows = Array.from({ length: ARTICLES_PER_LANGUAGE }, (_, index) => ({
    id: newId(),
    slug: `bench-story-${index + 1}`,
    locale,
    title: `${TEXTS[locale].title} (${index + 1})`,
    dek: TEXTS[locale].summary,
    bodyMarkdown: [TEXTS[locale].ask, directive, TEXTS[locale].ask, directive, directive].join("\n\n"),
    byline: "Bench",
    topic: "Bench",
    readingMinutes: 1,
    publishedAt: opens,
  }));
  await tx.insert(articles).values(rows);
  await tx
    .insert(articleCampaigns)
    .values(rows.map(({ id }) => ({ articleId: id, campaignId, primary: true })));
  return rows.map(({ id }) => id);
}
