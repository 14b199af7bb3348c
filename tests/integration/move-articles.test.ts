import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { loadArticlePage } from "@/app/_articles/load-article-page";
import { connect } from "@/db/client";
import { signatures } from "@/db/schema";
import { getCurrentSlug } from "@/lib/articles/former-addresses";
import { moveArticle } from "@/lib/articles/move-address";
import { listArticlesBySlug } from "@/lib/articles/published-articles";
import { createArticle } from "@/lib/articles/save-draft";
import { signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aDraft } from "../support/drafts";
import { aCampaign, anArticle, aSigner, aStaffMember } from "../support/factories";

const { db, url, drop } = await aDatabase();
afterAll(drop);
const { id: by } = await aStaffMember(db);

const move = (articleId: string, slug: string, locale: "en" | "es" = "en") =>
  moveArticle(db, { articleId, by, slug, locale });
const nowAt = (slug: string) => getCurrentSlug(db, { slug, locale: "en" });

describe("a published article that moves", () => {
  test("is found under all its former slugs", async () => {
    const { id, slug } = await anArticle(db);
    expect(await move(id, "second-home")).toMatchObject({ outcome: "moved", isKnown: true });
    await move(id, "third-home");
    expect([await nowAt(slug), await nowAt("second-home")]).toEqual(["third-home", "third-home"]);
    const [related] = await listArticlesBySlug(db, { locale: "en", slugs: [slug] });
    expect(related).toMatchObject({ slug: "third-home" });
    expect(related?.formerSlugs.toSorted()).toEqual([slug, "second-home"].toSorted());
  });

  test("can move back, and is then not redirected", async () => {
    const { id, slug } = await anArticle(db);
    await move(id, "away");
    expect(await move(id, slug)).toMatchObject({ outcome: "moved" });
    expect([await nowAt("away"), await nowAt(slug)]).toEqual([slug, null]);
  });

  test("is redirected to with 307, because browsers cache a permanent redirect and would loop after a move back", async () => {
    const { id, slug } = await anArticle(db);
    await move(id, "new-address");
    const visit = loadArticlePage(Promise.resolve({ locale: "en", slug }));
    // Next answers this error with its last two parts. The page cache adds the query.
    await expect(visit).rejects.toMatchObject({
      digest: expect.stringMatching(/;\/en\/articles\/new-address;307;$/),
    });
  });

  test("keeps its old address from every other article", async () => {
    const { id, slug } = await anArticle(db);
    const other = await anArticle(db);
    await move(id, "moved-on");
    expect(await move(other.id, slug)).toEqual({ outcome: "taken" });
    expect(await move(other.id, "moved-on")).toEqual({ outcome: "taken" });
    expect(await createArticle(db, { by, locale: "en", title: "x", slug })).toMatchObject({
      slug: `${slug}-2`,
    });
    expect(await nowAt(slug)).toBe("moved-on");
  });

  test("keeps its language", async () => {
    const { id, slug } = await anArticle(db);
    expect(await move(id, slug, "es")).toEqual({ outcome: "language-fixed" });
  });
});

test("moving a draft leaves no redirect, and can change its language", async () => {
  const { id, slug } = await aDraft(db);
  expect(await move(id, "elsewhere", "es")).toMatchObject({ outcome: "moved", isKnown: false });
  const other = await aDraft(db, { title: "Another" });
  expect(await move(other.id, slug)).toMatchObject({ outcome: "moved" });
});

test("of ten concurrent moves to one address, one succeeds", async () => {
  const articles = await Promise.all(Array.from({ length: 10 }, () => anArticle(db)));
  const outcomes = await Promise.all(
    articles.map(async ({ id: articleId }) => {
      const own = connect(url, 1);
      const moved = await moveArticle(own, { articleId, by, slug: "the-one-address", locale: "en" });
      await own.$client.end();
      return moved.outcome;
    }),
  );
  expect(outcomes.toSorted()).toEqual(["moved", ...Array.from({ length: 9 }, () => "taken")]);
});

test("an address that is left and claimed concurrently redirects to its former article", async () => {
  for (let round = 0; round < 10; round += 1) {
    const [moving, claiming] = [await anArticle(db), await anArticle(db)];
    const [moved, claimed] = await Promise.all([
      move(moving.id, `left-in-round-${round}`),
      move(claiming.id, moving.slug),
    ]);
    expect([moved.outcome, claimed.outcome]).toEqual(["moved", "taken"]);
    expect(await nowAt(moving.slug)).toBe(`left-in-round-${round}`);
  }
});

describe("a signature from a page that was made before the article moved", () => {
  const articleOf = async (campaign: string, article: string) => {
    const signed = await signCampaign(db, aSigner({ campaign, article, callout: "1" }));
    if (signed.outcome !== "signed") throw new Error(signed.outcome);
    const [row] = await db.select().from(signatures).where(eq(signatures.id, signed.signatureId));
    return row?.articleId;
  };

  test("is attributed to the article", async () => {
    const campaign = await aCampaign(db);
    const article = await anArticle(db, { callOuts: [campaign] });
    await move(article.id, "signed-after-moving");
    expect(await articleOf(campaign.slug, article.slug)).toBe(article.id);
    expect(await articleOf(campaign.slug, "signed-after-moving")).toBe(article.id);
  });

  test("a signature without a known article is attributed to none", async () => {
    const campaign = await aCampaign(db);
    expect(await articleOf(campaign.slug, "never-was")).toBeNull();
  });
});
