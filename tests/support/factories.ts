import { randomInt } from "node:crypto";
import type { Database } from "@/db/client";
import {
  articleCampaigns,
  articles,
  articleVersions,
  campaigns,
  petitionTexts,
  type STAFF_ROLES,
  users,
} from "@/db/schema";
import { articleFieldsOf } from "@/lib/articles/merge-versions";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { requireEmailAddress } from "@/lib/supporters/address";

let last = randomInt(100_000_000, 900_000_000);
/** Returns a number that no other test file uses: journeys share a database. */
const next = () => ++last;

const sampleTexts: Record<Locale, { title: string; target: string; summary: string; ask: string }> = {
  en: {
    title: "Give every child a library card",
    target: "The mayor",
    summary: "Half of our children have none.",
    ask: "Send each child a card with the school's first letter.",
  },
  es: {
    title: "Un carné de biblioteca para cada niña y cada niño",
    target: "La alcaldesa",
    summary: "A la mitad le falta.",
    ask: "Envíe un carné con la primera carta del colegio.",
  },
};

/** Creates a published, open campaign with a petition text in every language. */
export async function aCampaign(db: Database, overrides: Partial<typeof campaigns.$inferInsert> = {}) {
  const longAgo = new Date("2024-01-01T00:00:00Z");
  const [campaign] = await db
    .insert(campaigns)
    .values({
      id: newId(),
      slug: `library-cards-${next()}`,
      locale: "en",
      goal: 1000,
      publishedAt: longAgo,
      opensAt: longAgo,
      replacedAt: overrides.successorId ? longAgo : null,
      ...overrides,
    })
    .returning();
  if (!campaign) throw new Error("the campaign was not written");
  const texts = LOCALES.map((locale) => {
    const text = sampleTexts[locale];
    return {
      id: newId(),
      campaignId: campaign.id,
      locale,
      ...text,
      sha256: petitionTextHash(text),
      publishedAt: longAgo,
    };
  });
  await db.insert(petitionTexts).values(texts);
  return { ...campaign, texts };
}

type ArticleOverrides = Partial<typeof articles.$inferInsert> & {
  /** Campaigns with a call-out in the article; the first one is primary. */
  callOuts?: { id: string; slug: string }[];
};

/** Creates a published article with a call-out for each campaign in `callOuts`. */
export async function anArticle(db: Database, { callOuts = [], ...overrides }: ArticleOverrides = {}) {
  const directives = callOuts.map(({ slug }) => `::take-action{campaign="${slug}"}`);
  const [article] = await db
    .insert(articles)
    .values({
      id: newId(),
      slug: `reading-starts-early-${next()}`,
      locale: "en",
      title: "Reading starts early",
      dek: "What a card costs, and what it brings.",
      bodyMarkdown: ["Children who read early read for life.", ...directives].join("\n\n"),
      byline: "Ruth Adeyemi",
      topic: "education",
      readingMinutes: 2,
      publishedAt: new Date("2024-02-01T00:00:00Z"),
      ...overrides,
    })
    .returning();
  if (!article) throw new Error("the article was not written");
  await db.insert(articleVersions).values({
    id: newId(),
    articleId: article.id,
    number: 1,
    ...articleFieldsOf({ ...article, primaryCampaign: callOuts[0]?.slug ?? null }),
    shownAt: article.publishedAt,
  });
  for (const [index, { id }] of callOuts.entries()) {
    await db.insert(articleCampaigns).values({ articleId: article.id, campaignId: id, primary: index === 0 });
  }
  return article;
}

/** The input for signing, with the address as typed. */
export type SignerOverrides = Partial<Omit<NewSignature, "email">> & { email?: string };

/** Returns the input for signing a campaign (by its slug). Each call is a different person unless `email` is set. */
export function aSigner({
  email,
  ...overrides
}: SignerOverrides & Pick<NewSignature, "campaign">): NewSignature {
  const number = next();
  return {
    name: `Ada ${number}`,
    email: requireEmailAddress(email ?? `ada.${number}@example.org`),
    display: "anonymous",
    deliver: "name",
    updates: false,
    locale: "en",
    ...overrides,
  };
}

type StaffRole = (typeof STAFF_ROLES)[number];

/** Creates a member of staff. */
export async function aStaffMember(db: Database, overrides: { role?: StaffRole; email?: string } = {}) {
  const [user] = await db
    .insert(users)
    .values({ id: newId(), email: `staff.${next()}@example.org`, role: "editor", ...overrides })
    .returning();
  if (!user) throw new Error("the member of staff was not written");
  return user;
}
