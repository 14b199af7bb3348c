import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { articles, auditEvents } from "@/db/schema";
import { listRemarks } from "@/lib/articles/check-text";
import { getDraft } from "@/lib/articles/list-drafts";
import { publishArticle } from "@/lib/articles/publish";
import { undoUnpublish, unpublishArticle } from "@/lib/articles/publish-version";
import { getPublishedArticle, listArticlesBySlug } from "@/lib/articles/published-articles";
import { saveDraft } from "@/lib/articles/save-draft";
import { getPrimaryCampaign, listArticlesCarrying } from "@/lib/campaigns/published-campaigns";
import { searchCampaigns } from "@/lib/campaigns/search-campaigns";
import { aDatabase } from "../support/database";
import { aDraft, readDraft } from "../support/drafts";
import { aCampaign, anArticle, aStaffMember } from "../support/factories";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const callOut = (slug: string) => `::take-action{campaign="${slug}"}`;
const articlesWith = async (campaignSlug: string) =>
  (await listArticlesCarrying(db, { campaignSlug, limit: 9 })).map(({ slug }) => slug);

describe("publishing", () => {
  test("publishes the draft, and stores the campaigns of its call-outs", async () => {
    const [inText, atEnd] = [await aCampaign(db), await aCampaign(db)];
    const { id, slug, writer } = await aDraft(db, {
      bodyMarkdown: `Words.\n\n${callOut(inText.slug)}`,
      primaryCampaign: atEnd.slug,
    });
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toBeNull();
    expect(await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null })).toMatchObject({
      outcome: "published",
    });
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toMatchObject({
      dek: "What a card costs.",
    });
    for (const campaign of [inText, atEnd]) expect(await articlesWith(campaign.slug)).toEqual([slug]);
    expect((await getPrimaryCampaign(db, { articleId: id, locale: "en" }))?.slug).toBe(atEnd.slug);
    expect(await getDraft(db, id)).toMatchObject({ version: 1, shown: 1 });
  });

  test("again removes the campaigns of deleted call-outs, and keeps the time", async () => {
    const [first, second] = [await aCampaign(db), await aCampaign(db)];
    const { id, slug, writer } = await aDraft(db, { bodyMarkdown: `Words.\n\n${callOut(first.slug)}` });
    await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null });
    const published = (await getDraft(db, id))?.publishedAt;
    const { fields } = await readDraft(db, id);
    await saveDraft(db, {
      articleId: id,
      by: writer.id,
      base: 1,
      fields: { ...fields, bodyMarkdown: callOut(second.slug) },
    });
    expect(await articlesWith(first.slug), "a draft changes nothing for readers").toEqual([slug]);
    const again = await publishArticle(db, { articleId: id, by: writer.id, version: 2, at: null });
    expect(again).toMatchObject({ outcome: "updated", at: published });
    expect([await articlesWith(first.slug), await articlesWith(second.slug)]).toEqual([[], [slug]]);
  });

  test("an article published for later stays hidden until then", async () => {
    const { id, slug, writer } = await aDraft(db);
    const at = new Date(Date.now() + DAY_MS);
    expect(await publishArticle(db, { articleId: id, by: writer.id, version: 1, at })).toMatchObject({
      outcome: "scheduled",
      at,
    });
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toBeNull();
    await db
      .update(articles)
      .set({ publishedAt: new Date(Date.now() - 1) })
      .where(eq(articles.id, id));
    expect(
      await getPublishedArticle(db, { slug, locale: "en" }),
      "and is then shown without any action",
    ).not.toBeNull();
  });

  test("is refused if the draft has changed since the review", async () => {
    const { id, writer } = await aDraft(db);
    const ben = await aStaffMember(db);
    const { fields } = await readDraft(db, id);
    await saveDraft(db, {
      articleId: id,
      by: ben.id,
      base: 1,
      fields: { ...fields, title: "Ben's last word" },
    });
    expect(await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null })).toEqual({
      outcome: "changed-meanwhile",
      version: 2,
    });
  });

  test("is refused while an import's call-outs and read-mores are unmatched", async () => {
    const { id, writer } = await aDraft(db, {
      bodyMarkdown: '::take-action{kind="sign-now" title="Water"}\n\n::read-more{headline="Water at school"}',
    });
    expect(await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null })).toMatchObject({
      outcome: "refused",
      remarks: [
        { kind: "unmatched-call-out", line: 1 },
        { kind: "unmatched-read-more", line: 3 },
      ],
    });
  });

  test("is refused while a required field is empty", async () => {
    const { id, writer } = await aDraft(db, { dek: " ", topic: "" });
    expect(await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null })).toEqual({
      outcome: "incomplete",
      fields: ["dek", "topic"],
    });
  });

  test("concurrently by two people publishes one version", async () => {
    const { id, writer } = await aDraft(db);
    const both = await Promise.all(
      [0, 1].map(() => publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null })),
    );
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["published", "updated"]);
  });
});

describe("unpublishing", () => {
  test("hides an article, and can be undone with the exact time of publication", async () => {
    const { id, slug, writer } = await aDraft(db);
    await publishArticle(db, { articleId: id, by: writer.id, version: 1, at: null });
    const before = await getPublishedArticle(db, { slug, locale: "en" });
    const unpublished = await unpublishArticle(db, { articleId: id, by: writer.id });
    if (unpublished.outcome !== "unpublished") throw new Error(unpublished.outcome);
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toBeNull();
    await undoUnpublish(db, { articleId: id, by: writer.id, at: unpublished.earlier });
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toEqual(before);
    const written = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, `article:${id}`));
    expect(written.map(({ action }) => action)).toEqual([
      "article.created",
      "article.published",
      "article.unpublished",
      "article.published-again",
    ]);
  });

  test("cannot be undone for an article that was never published", async () => {
    const { id, slug, writer } = await aDraft(db);
    const at = new Date(0);
    expect(await undoUnpublish(db, { articleId: id, by: writer.id, at })).toEqual({
      outcome: "not-unpublished",
    });
    expect(await getPublishedArticle(db, { slug, locale: "en" })).toBeNull();
  });
});

test("remarks use the current campaigns and articles", async () => {
  const open = await aCampaign(db);
  const won = await aCampaign(db, { wonAt: new Date(0) });
  const draft = await aCampaign(db, { publishedAt: null });
  const related = await anArticle(db);
  const body = [open, won, draft].map(({ slug }) => callOut(slug)).join("\n\n");
  const remarks = await listRemarks(db, {
    bodyMarkdown: `${body}\n\n${callOut("no-such-campaign")}\n\n::read-more{article="${related.slug}"}\n\n::read-more{article="no-such-article"}`,
    locale: "en",
    primaryCampaign: won.slug,
  });
  expect(remarks.map(({ kind, line }) => [kind, line])).toEqual([
    ["ended-primary", 1],
    ["ended-campaign", 3],
    ["draft-campaign", 5],
    ["unknown-campaign", 7],
    ["unknown-article", 11],
  ]);
});

test("finds a campaign by title in any language, and shows the title in the writer's language", async () => {
  const campaign = await aCampaign(db);
  const [found] = await searchCampaigns(db, { search: "carné de biblioteca", locale: "en", limit: 1 });
  expect(found?.title).toBe("Give every child a library card");
  expect(await searchCampaigns(db, { search: campaign.slug, locale: "es", limit: 5 })).toEqual([
    { slug: campaign.slug, status: "open", title: "Un carné de biblioteca para cada niña y cada niño" },
  ]);
});

test("an article that never moved has no former slugs", async () => {
  const { slug } = await anArticle(db);
  expect(await listArticlesBySlug(db, { locale: "en", slugs: [slug] })).toMatchObject([{ formerSlugs: [] }]);
});
