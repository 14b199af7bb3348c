import type { Transaction } from "@/db/client";
import { articleCampaigns, articles, campaigns, petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { newId } from "@/lib/ids";
import { DAY } from "../seed/times";

export const BENCH_SLUG = "a-petition-of-millions";

/** Younger than what the worker forgets when it is not confirmed. */
const AGE_DAYS = 27;
const SURGES = [0.5, 12, 26.6];
const ARTICLES_PER_LANGUAGE = 20;
const CALLOUTS = ["1", "2", "3", "end", "bar"];

const WORDS = {
  en: { title: "A petition of millions", target: "Everybody", summary: "To measure with.", ask: "Bear it." },
  es: {
    title: "Una petición de millones",
    target: "Todo el mundo",
    summary: "Para medir.",
    ask: "Resistir.",
  },
};
type Language = keyof typeof WORDS;

/** Where the crowd signs: one campaign, its words in two languages and three versions, and the articles that carry it. */
export type BenchCampaign = NonNullable<Awaited<ReturnType<typeof createBenchCampaign>>>;

/** Opens the campaign; null when it is there already. The unique index decides. */
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
  const carriers = {
    en: await carry(tx, { campaignId, opens }, "en"),
    es: await carry(tx, { campaignId, opens }, "es"),
  };
  return {
    campaignId,
    opens,
    until: now,
    revised: revised.getTime(),
    surges: SURGES,
    texts,
    carriers,
    callouts: CALLOUTS,
  };
}

async function publishText(
  tx: Transaction,
  { campaignId, locale, at, ending }: { campaignId: string; locale: Language; at: Date; ending: string },
): Promise<string> {
  const words = { ...WORDS[locale], ask: WORDS[locale].ask + ending };
  const id = newId();
  await tx
    .insert(petitionTexts)
    .values({ id, campaignId, locale, ...words, sha256: petitionTextHash(words), publishedAt: at });
  return id;
}

async function carry(
  tx: Transaction,
  { campaignId, opens }: { campaignId: string; opens: Date },
  locale: Language,
): Promise<string[]> {
  const directive = `::take-action{campaign="${BENCH_SLUG}"}`;
  const written = Array.from({ length: ARTICLES_PER_LANGUAGE }, (_, index) => ({
    id: newId(),
    slug: `bench-story-${index + 1}`,
    locale,
    title: `${WORDS[locale].title} (${index + 1})`,
    dek: WORDS[locale].summary,
    bodyMarkdown: [WORDS[locale].ask, directive, WORDS[locale].ask, directive, directive].join("\n\n"),
    byline: "Bench",
    topic: "Bench",
    readingMinutes: 1,
    publishedAt: opens,
  }));
  await tx.insert(articles).values(written);
  await tx
    .insert(articleCampaigns)
    .values(written.map(({ id }) => ({ articleId: id, campaignId, primary: true })));
  return written.map(({ id }) => id);
}
