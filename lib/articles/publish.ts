import { eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { articleCampaigns, campaigns } from "@/db/schema";
import { articleState, listMissingFields, type NeededField } from "@/lib/articles/article-state";
import type { ArticleFields } from "@/lib/articles/merge-versions";
import { publishVersion } from "@/lib/articles/publish-version";
import { listNamedSlugs, type Remark } from "@/lib/articles/remarks";
import { lockDraft } from "@/lib/articles/save-draft";
import { recordAudit } from "@/lib/audit/record";
import { listRemarks } from "./check-text";

type Publishing = {
  articleId: string;
  by: string;
  /** The version that the publishing staff member has reviewed. */
  version: number;
  /** The time of publication; null for now. */
  at: Date | null;
};

type Published =
  | { outcome: "published" | "updated" | "scheduled"; at: Date }
  | { outcome: "unknown-article" }
  /** Another version was saved since. */
  | { outcome: "changed-meanwhile"; version: number }
  | { outcome: "incomplete"; fields: NeededField[] }
  | { outcome: "refused"; remarks: Remark[] };

/**
 * Publishes or schedules the draft of an article and stores the campaigns of its call-outs. Refuses a draft that has changed
 * since the review, and one with invalid call-outs.
 */
export async function publishArticle(db: Database, publishing: Publishing): Promise<Published> {
  const { articleId, by, version } = publishing;
  return db.transaction(async (tx): Promise<Published> => {
    const locked = await lockDraft(tx, articleId);
    if (!locked) return { outcome: "unknown-article" };
    const { article, draft, number } = locked;
    if (number !== version) return { outcome: "changed-meanwhile", version: number };
    const fields = listMissingFields(draft);
    if (fields.length > 0) return { outcome: "incomplete", fields };
    const remarks = await listRemarks(tx, { ...draft, locale: article.locale });
    const errors = remarks.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { outcome: "refused", remarks: errors };

    const { outcome, at } = decide(article, { at: publishing.at, now: new Date() });
    await publishVersion(tx, { locked, at });
    await replaceArticleCampaigns(tx, { articleId, fields: draft });
    await recordAudit(tx, {
      actorId: by,
      action: `article.${outcome}`,
      subject: `article:${articleId}`,
      details: { slug: article.slug, version: String(number), at: at.toISOString() },
    });
    return { outcome, at };
  });
}

/** Returns the time of publication. A published article keeps its time. */
function decide(article: { publishedAt: Date | null }, { at, now }: { at: Date | null; now: Date }) {
  if (article.publishedAt && articleState(article, now) === "published")
    return { outcome: "updated", at: article.publishedAt } as const;
  return at && at > now
    ? ({ outcome: "scheduled", at } as const)
    : ({ outcome: "published", at: now } as const);
}

/** Stores the campaigns of an article: those of its call-outs, and the primary one. */
async function replaceArticleCampaigns(
  tx: Transaction,
  { articleId, fields }: { articleId: string; fields: ArticleFields },
) {
  const { primaryCampaign, bodyMarkdown } = fields;
  const slugs = [...listNamedSlugs(bodyMarkdown).campaigns, ...(primaryCampaign ? [primaryCampaign] : [])];
  await tx.delete(articleCampaigns).where(eq(articleCampaigns.articleId, articleId));
  const current =
    slugs.length > 0
      ? await tx
          .select({ id: campaigns.id, slug: campaigns.slug })
          .from(campaigns)
          .where(inArray(campaigns.slug, slugs))
      : [];
  if (current.length > 0)
    await tx
      .insert(articleCampaigns)
      .values(
        current.map(({ id, slug }) => ({ articleId, campaignId: id, primary: slug === primaryCampaign })),
      );
}
