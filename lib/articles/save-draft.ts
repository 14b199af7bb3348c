import { and, desc, eq, isNull, max, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { articleSlugs, articles, articleVersions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Locale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import { slugFor } from "./article-slug";
import { readingMinutes } from "./article-text";
import {
  type ArticleField,
  type ArticleFields,
  articleFieldsOf,
  isSameText,
  mergeVersions,
} from "./merge-versions";

/** A new article needs a title and a language. `by` is null on the command line. */
type NewArticle = Partial<ArticleFields> & {
  by: string | null;
  locale: Locale;
  title: string;
  slug?: string;
};

const MAX_SLUG_ATTEMPTS = 100;

/** Creates a draft article under the first free slug derived from its title. */
export async function createArticle(db: Database, { by, locale, slug, ...given }: NewArticle) {
  const fields = { dek: "", byline: "", topic: "", bodyMarkdown: "", primaryCampaign: null, ...given };
  return db.transaction(async (tx) => {
    for (let number = 1; number <= MAX_SLUG_ATTEMPTS; number += 1) {
      const address = { slug: slugFor(slug ?? fields.title, number), locale };
      const id = await takeAddress(tx, { ...address, fields });
      if (!id) continue;
      await addVersion(tx, { articleId: id, number: 1, fields, by });
      await recordAudit(tx, {
        actorId: by,
        action: "article.created",
        subject: `article:${id}`,
        details: address,
      });
      return { outcome: "created", id, slug: address.slug } as const;
    }
    throw new Error(`no slug is free for an article like this in ${locale}`);
  });
}

/** Inserts the article, unless its address is the current or former address of another one. */
async function takeAddress(tx: Transaction, asked: { slug: string; locale: Locale; fields: ArticleFields }) {
  const { slug, locale, fields } = asked;
  const { primaryCampaign, ...columns } = fields;
  const [added] = await tx
    .insert(articles)
    .values({ id: newId(), slug, locale, ...columns, readingMinutes: readingMinutes(fields.bodyMarkdown) })
    .onConflictDoNothing()
    .returning({ id: articles.id });
  if (!added) return null;
  // Check after the insert: a concurrent move away from this address has then committed its redirect.
  const [former] = await tx
    .select({ id: articleSlugs.articleId })
    .from(articleSlugs)
    .where(and(eq(articleSlugs.slug, slug), eq(articleSlugs.locale, locale)));
  if (!former) return added.id;
  await tx.delete(articles).where(eq(articles.id, added.id));
  return null;
}

type NewVersion = {
  articleId: string;
  number: number;
  fields: ArticleFields;
  by: string | null;
  restoredFrom?: number;
  mergedWith?: number;
  conflictAt?: Date;
};

async function addVersion(tx: Transaction, { fields, by, ...version }: NewVersion) {
  await tx.insert(articleVersions).values({ id: newId(), ...fields, ...version, savedById: by });
  return version.number;
}

type Saved =
  /** Saved. `fields` is set if another person's changes were merged in. */
  | { outcome: "saved"; version: number; fields?: ArticleFields; mergedWith?: number }
  /** Saved as a conflicting version: another person changed the same text. Their draft stays current until someone resolves the conflict. */
  | {
      outcome: "overlap";
      version: number;
      theirs: ArticleFields;
      conflictingFields: ArticleField[];
      conflictVersion: number;
    }
  | { outcome: "unknown-article" };

/**
 * Saves a draft as a new version. `base` is the version that the writer started from. If others saved since, changes that do
 * not overlap are merged. Overlapping changes are stored as a conflicting version for a person to resolve. Nothing is lost.
 */
export async function saveDraft(
  db: Database,
  draft: { articleId: string; by: string; base: number; fields: ArticleFields },
): Promise<Saved> {
  const { articleId, by, base, fields } = draft;
  return db.transaction(async (tx) => {
    const newest = await lockDraft(tx, articleId);
    if (!newest) return { outcome: "unknown-article" };
    if (isSameText(newest.draft, fields)) return { outcome: "saved", version: newest.number };
    if (newest.number === base)
      return { outcome: "saved", version: await addVersion(tx, { ...newest.next, fields, by }) };
    return mergeDrafts(tx, { ...draft, newest });
  });
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockDraft>>>;

async function mergeDrafts(
  tx: Transaction,
  {
    articleId,
    by,
    base,
    fields,
    newest,
  }: { articleId: string; by: string; base: number; fields: ArticleFields; newest: Locked },
): Promise<Saved> {
  const { number, draft: theirs, next } = newest;
  const merge = mergeVersions({
    base: await fieldsAt(tx, { articleId, number: base }),
    mine: fields,
    theirs,
  });
  if (merge.outcome === "overlap") {
    const conflictVersion = await saveConflictOnce(tx, { ...next, fields, by });
    return {
      outcome: "overlap",
      version: number,
      theirs,
      conflictingFields: merge.conflictingFields,
      conflictVersion,
    };
  }
  const joined = { fields: merge.fields, mergedWith: number };
  if (isSameText(merge.fields, theirs)) return { outcome: "saved", version: number, ...joined };
  return { outcome: "saved", version: await addVersion(tx, { ...next, ...joined, by }), ...joined };
}

/** Stores a conflicting version once, even if the same text is posted again. */
async function saveConflictOnce(tx: Transaction, version: NewVersion): Promise<number> {
  const [last] = await tx
    .select()
    .from(articleVersions)
    .where(
      and(eq(articleVersions.articleId, version.articleId), eq(articleVersions.savedById, version.by ?? "")),
    )
    .orderBy(desc(articleVersions.number))
    .limit(1);
  if (last?.conflictAt && isSameText(last, version.fields)) return last.number;
  return addVersion(tx, { ...version, conflictAt: new Date() });
}

/** Restores an earlier version as a new version, so that restoring can be undone in the same way. */
export async function restoreVersion(
  db: Database,
  { articleId, by, number }: { articleId: string; by: string; number: number },
) {
  return db.transaction(async (tx) => {
    const newest = await lockDraft(tx, articleId);
    const [asked] = await tx
      .select()
      .from(articleVersions)
      .where(and(eq(articleVersions.articleId, articleId), eq(articleVersions.number, number)));
    if (!newest || !asked) return { outcome: "unknown-version" } as const;
    const fields = articleFieldsOf(asked);
    if (isSameText(newest.draft, fields)) return { outcome: "unchanged", version: newest.number } as const;
    const version = await addVersion(tx, { ...newest.next, fields, by, restoredFrom: number });
    await recordAudit(tx, {
      actorId: by,
      action: "article.version-restored",
      subject: `article:${articleId}`,
      details: { restored: String(number), as: String(version) },
    });
    return { outcome: "restored", version, earlier: newest.number } as const;
  });
}

/**
 * Returns the draft of an article and locks the article's row until the transaction ends, so that version numbers stay in
 * sequence. Signing references the row and does not wait.
 */
export async function lockDraft(tx: Transaction, articleId: string) {
  const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for("no key update");
  if (!article) return null;
  const ofArticle = eq(articleVersions.articleId, articleId);
  const [draft] = await tx
    .select()
    .from(articleVersions)
    .where(and(ofArticle, isNull(articleVersions.conflictAt)))
    .orderBy(desc(articleVersions.number))
    .limit(1);
  const [last] = await tx
    .select({ number: max(articleVersions.number) })
    .from(articleVersions)
    .where(ofArticle);
  return {
    article,
    draft: articleFieldsOf(draft ?? { ...article, primaryCampaign: null }),
    number: draft?.number ?? 0,
    next: { articleId, number: (last?.number ?? 0) + 1 },
  };
}

/** Returns the text of a version, or of the nearest earlier version that is stored. */
async function fieldsAt(tx: Transaction, { articleId, number }: { articleId: string; number: number }) {
  const [version] = await tx
    .select()
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articleId), isNull(articleVersions.conflictAt)))
    .orderBy(
      sql`${articleVersions.number} <= ${number} desc`,
      sql`abs(${articleVersions.number} - ${number})`,
    )
    .limit(1);
  if (!version) throw new Error(`article ${articleId} has no version to merge with`);
  return articleFieldsOf(version);
}
