import type { Transaction } from "@/db/client";
import { articleCampaigns, articles, articleVersions, campaigns, petitionTexts } from "@/db/schema";
import { readArticleText, readingMinutes } from "@/lib/articles/article-text";
import { articleFieldsOf } from "@/lib/articles/merge-versions";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { fixedId } from "./ids";
import { CAMPAIGNS, type CampaignPlan } from "./plan";
import { readArticles, readNotes, readPetitionTexts } from "./read-texts";
import type { SampleCampaign } from "./sample-signatures";
import { MINUTE, type Moment, timeOf } from "./times";

/** The minimum age of a sample signature, so that none is in the future. */
const MIN_SIGNATURE_AGE_MS = 5 * MINUTE;

/** Adds the sample campaigns. Returns false if they exist already, as the unique index decides. */
export async function openCampaigns(tx: Transaction, now: Date): Promise<boolean> {
  const notes = await Promise.all(CAMPAIGNS.map(({ slug }) => readNotes(slug)));
  const rows = CAMPAIGNS.map((plan, index) => ({
    id: fixedId("campaign", plan.slug),
    slug: plan.slug,
    locale: "en",
    goal: plan.goal,
    publishedAt: timeOf(plan.opens, now),
    opensAt: timeOf(plan.opens, now),
    closesAt: optionalTimeOf(plan.closes, now),
    closedAt: optionalTimeOf(plan.closed ?? plan.won, now),
    wonAt: optionalTimeOf(plan.won, now),
    ...notes[index],
    raisesGoal: plan.raisesGoal,
    successorId: plan.successor ? fixedId("campaign", plan.successor) : null,
    replacedAt: optionalTimeOf(CAMPAIGNS.find(({ slug }) => slug === plan.successor)?.opens, now),
    createdAt: timeOf(plan.opens, now),
  }));
  const added = await tx.insert(campaigns).values(rows).onConflictDoNothing().returning({ id: campaigns.id });
  return added.length > 0;
}

/** Adds the published petition texts in every language. */
export async function publishTexts(tx: Transaction, now: Date) {
  const texts = await Promise.all(
    CAMPAIGNS.map(async ({ slug, opens }) => {
      const written = await readPetitionTexts(slug);
      return written.map((text) => ({
        ...text,
        id: fixedId("petition-text", slug, text.locale),
        campaignId: fixedId("campaign", slug),
        sha256: petitionTextHash(text),
        publishedAt: timeOf(opens, now),
        createdAt: timeOf(opens, now),
      }));
    }),
  );
  await tx.insert(petitionTexts).values(texts.flat());
}

/** Adds the published sample articles with their campaigns. Returns the articles with their call-outs. */
export async function publishArticles(tx: Transaction, now: Date) {
  const written = await readArticles();
  const published = written.map(({ body, published, primaryCampaign, ...article }) => ({
    ...article,
    id: fixedId("article", article.slug, article.locale),
    bodyMarkdown: body,
    readingMinutes: readingMinutes(body),
    publishedAt: timeOf(published, now),
    createdAt: timeOf(published, now),
    updatedAt: timeOf(published, now),
    primaryCampaign,
    callOuts: [
      ...readArticleText(body).callOuts,
      { number: "end", campaign: primaryCampaign },
      { number: "bar", campaign: primaryCampaign },
    ],
  }));
  await tx.insert(articles).values(published);
  await tx.insert(articleVersions).values(
    published.map((article) => ({
      id: fixedId("article-version", article.slug, article.locale),
      articleId: article.id,
      number: 1,
      ...articleFieldsOf(article),
      savedAt: article.updatedAt,
      shownAt: article.publishedAt,
    })),
  );
  await tx.insert(articleCampaigns).values(
    published.flatMap((article) =>
      [...new Set(article.callOuts.map(({ campaign }) => campaign))].map((campaign) => ({
        articleId: article.id,
        campaignId: fixedId("campaign", campaign),
        primary: campaign === article.primaryCampaign,
      })),
    ),
  );
  return published;
}

/** Returns the parts of a sample campaign that its signatures depend on. */
export function sampleCampaignOf(
  plan: CampaignPlan,
  stage: { articles: Awaited<ReturnType<typeof publishArticles>>; now: Date },
): SampleCampaign {
  const ends =
    optionalTimeOf(plan.won ?? plan.closed ?? plan.closes, stage.now)?.getTime() ?? Number.POSITIVE_INFINITY;
  return {
    slug: plan.slug,
    campaignId: fixedId("campaign", plan.slug),
    opens: timeOf(plan.opens, stage.now),
    until: new Date(Math.min(ends, stage.now.getTime()) - MIN_SIGNATURE_AGE_MS),
    surges: plan.surges,
    slowProvider: plan.slowProvider,
    confirmed: plan.confirmed,
    pending: plan.pending,
    textIds: { en: fixedId("petition-text", plan.slug, "en"), es: fixedId("petition-text", plan.slug, "es") },
    articles: stage.articles.flatMap(({ id, locale, publishedAt, callOuts }) => {
      const numbers = callOuts.filter(({ campaign }) => campaign === plan.slug).map(({ number }) => number);
      return numbers.length > 0 ? [{ articleId: id, locale, publishedAt, callOuts: numbers }] : [];
    }),
  };
}

function optionalTimeOf(moment: Moment | undefined, now: Date): Date | null {
  return moment ? timeOf(moment, now) : null;
}
