import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { articles, articleVersions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { readingMinutes } from "./article-text";
import type { lockDraft } from "./save-draft";

/**
 * Publishes a version of an article at `at`, within the caller's transaction, which has locked the draft. It does not check
 * the campaigns: see `publishArticle`.
 */
export async function publishVersion(
  tx: Transaction,
  { locked, at }: { locked: NonNullable<Awaited<ReturnType<typeof lockDraft>>>; at: Date },
): Promise<void> {
  const { article, draft, number } = locked;
  const { primaryCampaign, ...fields } = draft;
  await tx
    .update(articles)
    .set({
      ...fields,
      readingMinutes: readingMinutes(fields.bodyMarkdown),
      publishedAt: at,
      updatedAt: sql`now()`,
    })
    .where(eq(articles.id, article.id));
  await tx
    .update(articleVersions)
    .set({ shownAt: sql`coalesce(${articleVersions.shownAt}, now())` })
    .where(and(eq(articleVersions.articleId, article.id), eq(articleVersions.number, number)));
}

/** Unpublishes or unschedules an article. Its text, signatures and address stay. */
export async function unpublishArticle(db: Database, { articleId, by }: { articleId: string; by: string }) {
  return db.transaction(async (tx) => {
    const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for("no key update");
    if (!article?.publishedAt) return { outcome: "not-published" } as const;
    await tx.update(articles).set({ publishedAt: null }).where(eq(articles.id, articleId));
    await recordAudit(tx, {
      actorId: by,
      action: "article.unpublished",
      subject: `article:${articleId}`,
      details: { slug: article.slug, publishedAt: article.publishedAt.toISOString() },
    });
    return { outcome: "unpublished", earlier: article.publishedAt } as const;
  });
}

/** Undoes unpublishing: restores the same version and time of publication. */
export async function undoUnpublish(
  db: Database,
  { articleId, by, at }: { articleId: string; by: string; at: Date },
) {
  return db.transaction(async (tx) => {
    const [article] = await tx
      .update(articles)
      .set({ publishedAt: at })
      .where(
        and(
          eq(articles.id, articleId),
          isNull(articles.publishedAt),
          // An article without a reviewed version was never published or scheduled: there is nothing to restore.
          sql`exists (select 1 from ${articleVersions} where ${articleVersions.articleId} = ${articles.id}
                      and ${articleVersions.shownAt} is not null)`,
        ),
      )
      .returning({ slug: articles.slug });
    if (!article) return { outcome: "not-unpublished" } as const;
    await recordAudit(tx, {
      actorId: by,
      action: "article.published-again",
      subject: `article:${articleId}`,
      details: { slug: article.slug, publishedAt: at.toISOString() },
    });
    return { outcome: "published-again" } as const;
  });
}
