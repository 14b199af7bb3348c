import { and, eq, isNotNull, ne } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { articleSlugs, articles, articleVersions } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import { isUniqueViolation } from "@/lib/failures";
import type { Locale } from "@/lib/i18n/locales";

type Move = { articleId: string; by: string; slug: string; locale: Locale };

/**
 * Moves an article to another address. A published address always redirects to the new one, and no other article can
 * take it. The language cannot change after the first publication.
 */
export async function moveArticle(db: Database, move: Move) {
  try {
    return await db.transaction((tx) => moveWithin(tx, move));
  } catch (error) {
    // The unique index decides between two concurrent moves to one address.
    if (isUniqueViolation(error)) return { outcome: "taken" } as const;
    throw error;
  }
}

async function moveWithin(tx: Transaction, { articleId, by, slug, locale }: Move) {
  const [article] = await tx.select().from(articles).where(eq(articles.id, articleId)).for("update");
  if (!article) return { outcome: "unknown-article" } as const;
  const earlier = { slug: article.slug, locale: article.locale };
  if (earlier.slug === slug && earlier.locale === locale) return { outcome: "same-address" } as const;
  const isKnown = article.publishedAt !== null || (await wasShown(tx, articleId));
  if (isKnown && earlier.locale !== locale) return { outcome: "language-fixed" } as const;
  await tx.update(articles).set({ slug, locale }).where(eq(articles.id, articleId));
  // Check after the write: a concurrent move away from this address has then committed its redirect.
  const former = and(eq(articleSlugs.slug, slug), eq(articleSlugs.locale, locale));
  const [other] = await tx
    .select()
    .from(articleSlugs)
    .where(and(former, ne(articleSlugs.articleId, articleId)));
  if (other) {
    await tx.update(articles).set(earlier).where(eq(articles.id, articleId));
    return { outcome: "taken" } as const;
  }
  await tx.delete(articleSlugs).where(former);
  if (isKnown)
    await tx
      .insert(articleSlugs)
      .values({ ...earlier, articleId })
      .onConflictDoNothing();
  await recordAudit(tx, {
    actorId: by,
    action: "article.moved",
    subject: `article:${articleId}`,
    details: { from: `${earlier.locale}/${earlier.slug}`, to: `${locale}/${slug}` },
  });
  return { outcome: "moved", earlier, isKnown } as const;
}

async function wasShown(tx: Transaction, articleId: string): Promise<boolean> {
  const [shown] = await tx
    .select({ number: articleVersions.number })
    .from(articleVersions)
    .where(and(eq(articleVersions.articleId, articleId), isNotNull(articleVersions.shownAt)))
    .limit(1);
  return shown !== undefined;
}
