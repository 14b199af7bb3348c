import { and, desc, eq, ilike, inArray, isNotNull, isNull, lte, max, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { articleSlugs, articles, articleVersions, users } from "@/db/schema";
import type { Locale } from "@/lib/i18n/locales";
import { containing, containsFolded } from "@/lib/search";

const isDraft = isNull(articleVersions.conflictAt);
const savedBy = sql<string | null>`coalesce(${users.name}, ${users.email})`;

/** The number of the published or scheduled version, or null. */
const shownNumber = sql<number | null>`(select max(shown.number) from article_versions shown
  where shown.article_id = ${articles.id} and shown.shown_at is not null)`;

function newestVersion(db: Database) {
  return db
    .select()
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articles.id), isDraft))
    .orderBy(desc(articleVersions.number))
    .limit(1)
    .as("draft");
}

function selectDrafts(db: Database) {
  const draft = newestVersion(db);
  const rows = db
    .select({
      id: articles.id,
      slug: articles.slug,
      locale: articles.locale,
      publishedAt: articles.publishedAt,
      version: draft.number,
      shown: shownNumber,
      title: draft.title,
      dek: draft.dek,
      byline: draft.byline,
      topic: draft.topic,
      primaryCampaign: draft.primaryCampaign,
      savedAt: draft.savedAt,
      savedById: draft.savedById,
      savedBy,
      bodyMarkdown: draft.bodyMarkdown,
    })
    .from(articles)
    .innerJoinLateral(draft, sql`true`)
    .leftJoin(users, eq(users.id, draft.savedById))
    .$dynamic();
  return { rows, draft };
}

/** Returns an article with its address, state and draft, or null. */
export async function getDraft(db: Database, articleId: string) {
  const [draft] = await selectDrafts(db).rows.where(eq(articles.id, articleId));
  return draft ?? null;
}

export type Draft = NonNullable<Awaited<ReturnType<typeof getDraft>>>;

/** Lists articles by last edit, newest first. With `search`, only those whose title contains it. */
export async function listDrafts(db: Database, { search, limit }: { search: string; limit: number }) {
  const { rows, draft } = selectDrafts(db);
  const found = await rows
    .where(search ? containsFolded(draft.title, search) : undefined)
    .orderBy(desc(draft.savedAt))
    .limit(limit);
  return found.map(({ bodyMarkdown, ...listed }) => listed);
}

export type ListedDraft = Awaited<ReturnType<typeof listDrafts>>[number];

/** Finds articles of a language by title, published ones first. */
export async function searchArticles(
  db: Database,
  { search, locale, limit }: { search: string; locale: Locale; limit: number },
) {
  const { rows, draft } = selectDrafts(db);
  const found = await rows
    .where(
      and(
        eq(articles.locale, locale),
        search
          ? or(containsFolded(draft.title, search), ilike(articles.slug, containing(search)))
          : undefined,
      ),
    )
    .orderBy(
      sql`${articles.publishedAt} <= now() desc nulls last`,
      desc(articles.publishedAt),
      desc(draft.savedAt),
    )
    .limit(limit);
  const now = new Date();
  return found.map(({ id, slug, title, publishedAt }) => ({
    id,
    slug,
    title,
    isPublished: publishedAt !== null && publishedAt <= now,
  }));
}

/** Lists which slugs are current or former slugs of articles of a language, and whether each is published. */
export async function listArticleStatuses(
  db: Transaction,
  { locale, slugs }: { locale: string; slugs: string[] },
) {
  if (slugs.length === 0) return [];
  const isPublished = sql<boolean>`coalesce(${lte(articles.publishedAt, sql`now()`)}, false)`;
  const current = db
    .select({ slug: articles.slug, isPublished })
    .from(articles)
    .where(and(inArray(articles.slug, slugs), eq(articles.locale, locale)));
  const former = db
    .select({ slug: articleSlugs.slug, isPublished })
    .from(articleSlugs)
    .innerJoin(articles, eq(articles.id, articleSlugs.articleId))
    .where(and(inArray(articleSlugs.slug, slugs), eq(articleSlugs.locale, locale)));
  return current.unionAll(former);
}

/** Lists the versions of an article, newest first, without their text. `before` is the cursor of the next page. */
export async function listVersions(
  db: Database,
  { articleId, before, limit }: { articleId: string; before?: number; limit: number },
) {
  return db
    .select({
      number: articleVersions.number,
      title: articleVersions.title,
      savedAt: articleVersions.savedAt,
      savedById: articleVersions.savedById,
      savedBy,
      restoredFrom: articleVersions.restoredFrom,
      mergedWith: articleVersions.mergedWith,
      conflictAt: articleVersions.conflictAt,
      shownAt: articleVersions.shownAt,
    })
    .from(articleVersions)
    .leftJoin(users, eq(users.id, articleVersions.savedById))
    .where(
      and(
        eq(articleVersions.articleId, articleId),
        before === undefined ? undefined : sql`${articleVersions.number} < ${before}`,
      ),
    )
    .orderBy(desc(articleVersions.number))
    .limit(limit);
}

export type ListedVersion = Awaited<ReturnType<typeof listVersions>>[number];

/** Returns one version of an article, or null. */
export async function getVersion(db: Database, { articleId, number }: { articleId: string; number: number }) {
  const [version] = await db
    .select()
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articleId), eq(articleVersions.number, number)));
  return version ?? null;
}

/** Lists other staff members who saved the article since a time, each with their last save. */
export async function listOtherWriters(
  db: Database,
  { articleId, except, since }: { articleId: string; except: string; since: Date },
) {
  return db
    .select({ name: savedBy, at: max(articleVersions.savedAt) })
    .from(articleVersions)
    .innerJoin(users, eq(users.id, articleVersions.savedById))
    .where(
      and(
        eq(articleVersions.articleId, articleId),
        isNotNull(articleVersions.savedById),
        sql`${articleVersions.savedById} <> ${except}`,
        sql`${articleVersions.savedAt} > ${since.toISOString()}::timestamptz`,
      ),
    )
    .groupBy(savedBy);
}
