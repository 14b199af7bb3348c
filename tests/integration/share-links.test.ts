import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { campaigns, shareLinks } from "@/db/schema";
import { moveArticle } from "@/lib/articles/move-address";
import { listCampaignsBySlug } from "@/lib/campaigns/published-campaigns";
import { newId, newShareCode } from "@/lib/ids";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import { getOrCreateReaderLink, getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aStaffMember } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

test("a link leads to its campaign or to its article, in its own language", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db);
  const toCampaign = await aShareLink(db, { campaignId: campaign.id, locale: "es" });
  const toArticle = await aShareLink(db, { articleId: article.id });
  expect(await getLinkDestination(db, toCampaign.code)).toEqual({
    id: toCampaign.id,
    locale: "es",
    articleSlug: null,
    campaignSlug: campaign.slug,
  });
  expect(await getLinkDestination(db, toArticle.code)).toMatchObject({
    articleSlug: article.slug,
    campaignSlug: null,
  });
  const signersLink = await aShareLink(db, { campaignId: campaign.id, articleId: article.id });
  expect(await getLinkDestination(db, signersLink.code)).toMatchObject({
    articleSlug: article.slug,
    campaignSlug: campaign.slug,
  });
  expect(await getLinkDestination(db, newShareCode())).toBeNull();
});

describe("a link whose destination changed", () => {
  const destinationOf = async (target: { articleId?: string; campaignId?: string; locale?: string }) => {
    const { code } = await aShareLink(db, target);
    const link = await getLinkDestination(db, code);
    return link && [link.locale, link.articleSlug, link.campaignSlug];
  };

  test("leads to a moved article in its current language", async () => {
    const article = await anArticle(db, { locale: "es" });
    const { id: by } = await aStaffMember(db);
    await moveArticle(db, { articleId: article.id, by, slug: "mudado", locale: "es" });
    expect(await destinationOf({ articleId: article.id, locale: "en" })).toEqual(["es", "mudado", null]);
  });

  test("leads to the campaign when the article is no longer public", async () => {
    const campaign = await aCampaign(db);
    const unpublished = await anArticle(db, { callOuts: [campaign], publishedAt: null });
    for (const campaignId of [undefined, campaign.id])
      expect(await destinationOf({ articleId: unpublished.id, campaignId, locale: "es" })).toEqual([
        "es",
        null,
        campaign.slug,
      ]);
  });

  test("leads to the last public successor of a replaced campaign, unless it was won", async () => {
    const draft = await aCampaign(db, { publishedAt: null });
    const third = await aCampaign(db, { successorId: draft.id });
    const second = await aCampaign(db, { successorId: third.id });
    const first = await aCampaign(db, { successorId: second.id });
    const won = await aCampaign(db, { successorId: second.id, wonAt: new Date("2026-01-01") });
    expect(await destinationOf({ campaignId: first.id })).toEqual(["en", null, third.slug]);
    expect(await destinationOf({ campaignId: won.id })).toEqual(["en", null, won.slug]);
  });

  /** The campaign to which a link of a replaced campaign leads, and the one that its call-outs show. */
  async function shownFor({ id, slug }: { id: string; slug: string }) {
    const [campaign] = await listCampaignsBySlug(db, { locale: "en", slugs: [slug] });
    return {
      link: (await destinationOf({ campaignId: id }))?.[2],
      callOut: campaign?.successor?.slug ?? campaign?.slug,
    };
  }

  test("leads to a won successor, as call-outs do, and no further", async () => {
    const last = await aCampaign(db);
    const won = await aCampaign(db, { successorId: last.id, wonAt: new Date("2026-01-01") });
    const replaced = await aCampaign(db, { successorId: won.id });
    expect(await shownFor(replaced)).toEqual({ link: won.slug, callOut: won.slug });
  });

  test("leads to the campaign itself, as call-outs do, if its successor is a draft", async () => {
    const last = await aCampaign(db);
    const draft = await aCampaign(db, { successorId: last.id, publishedAt: null });
    const replaced = await aCampaign(db, { successorId: draft.id });
    expect(await shownFor(replaced)).toEqual({ link: replaced.slug, callOut: replaced.slug });
  });

  test("leads to the same campaign as call-outs if campaigns replace each other in a circle", async () => {
    const first = await aCampaign(db);
    const second = await aCampaign(db, { successorId: first.id });
    await db.update(campaigns).set({ successorId: second.id }).where(eq(campaigns.id, first.id));
    expect(await shownFor(second)).toEqual({ link: first.slug, callOut: first.slug });
  });

  test("has no destination when nothing is public", async () => {
    const draft = await aCampaign(db, { publishedAt: null });
    expect(await destinationOf({ campaignId: draft.id })).toEqual(["en", null, null]);
  });
});

test("concurrent requests for a signer's link create one link", async () => {
  const campaign = await aCampaign(db);
  const parent = await aShareLink(db, { campaignId: campaign.id });
  const { id: articleId } = await anArticle(db, { callOuts: [campaign] });
  const target = { campaignId: campaign.id, articleId, parentId: parent.id, locale: "es" } as const;
  const link = { ...target, signatureId: newId() };
  const codes = await Promise.all(
    Array.from({ length: 20 }, () => db.transaction((tx) => getOrCreateSignerLink(tx, link))),
  );
  expect(new Set(codes).size).toBe(1);
  const own = await db.select().from(shareLinks).where(eq(shareLinks.ownerSignatureId, link.signatureId));
  expect(own).toMatchObject([{ ...target, code: codes[0] }]);
});

describe("a reader who has not signed", () => {
  test("gets a link to the article that belongs to its primary campaign and is a child of the link they came through", async () => {
    const campaign = await aCampaign(db);
    const article = await anArticle(db, { callOuts: [campaign] });
    const asked = { article: article.slug, locale: "en" } as const;
    let via: string | undefined;
    for (const depth of [0, 1, 2, 3, 4]) {
      const opened = await getOrCreateReaderLink(db, { ...asked, via });
      const [link] = await db
        .select()
        .from(shareLinks)
        .where(eq(shareLinks.code, codeOf(opened)));
      const [parent] = via ? await db.select().from(shareLinks).where(eq(shareLinks.code, via)) : [];
      expect(link).toMatchObject({
        articleId: article.id,
        campaignId: campaign.id,
        depth,
        ownerSignatureId: null,
      });
      expect(link?.parentId).toBe(parent?.id ?? null);
      via = link?.code;
    }
    const owned = {
      signatureId: newId(),
      campaignId: campaign.id,
      articleId: article.id,
      locale: "en",
    } as const;
    const [last] = await db
      .select()
      .from(shareLinks)
      .where(eq(shareLinks.code, via ?? ""));
    const code = await db.transaction((tx) =>
      getOrCreateSignerLink(tx, { ...owned, parentId: last?.id ?? null }),
    );
    const [own] = await db.select().from(shareLinks).where(eq(shareLinks.code, code));
    expect(own).toMatchObject({ depth: 5, parentId: last?.id });
  });

  test("gets a link to the article's current address from a page made before the article moved", async () => {
    const article = await anArticle(db);
    const { id: by } = await aStaffMember(db);
    await moveArticle(db, { articleId: article.id, by, slug: "moved-before-sharing", locale: "en" });
    const code = codeOf(await getOrCreateReaderLink(db, { article: article.slug, locale: "en" }));
    expect(await getLinkDestination(db, code)).toMatchObject({ articleSlug: "moved-before-sharing" });
  });

  test("gets one link for concurrent requests with one key, and another for another key, campaign or parent", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const key = "0123456789abcdef0123456789abcdef";
    const asked = { campaign: one.slug, locale: "en", key } as const;
    const codes = (await Promise.all(Array.from({ length: 20 }, () => getOrCreateReaderLink(db, asked)))).map(
      codeOf,
    );
    expect(new Set(codes).size).toBe(1);
    const others = [
      { ...asked, campaign: other.slug },
      { ...asked, via: codes[0] },
      { ...asked, key: `${key}0` },
    ];
    for (const another of others)
      expect(codes).not.toContain(codeOf(await getOrCreateReaderLink(db, another)));
  });

  test("gets no link to an unpublished or unknown page; an unknown parent is ignored", async () => {
    const draft = await aCampaign(db, { publishedAt: null });
    expect(await getOrCreateReaderLink(db, { campaign: draft.slug, locale: "en" })).toEqual({
      outcome: "unknown",
    });
    expect(await getOrCreateReaderLink(db, { article: "no-such-article", locale: "en" })).toEqual({
      outcome: "unknown",
    });
    const { slug } = await aCampaign(db);
    const opened = await getOrCreateReaderLink(db, { campaign: slug, locale: "en", via: newShareCode() });
    const [link] = await db
      .select()
      .from(shareLinks)
      .where(eq(shareLinks.code, codeOf(opened)));
    expect(link).toMatchObject({ parentId: null, depth: 0 });
  });
});

function codeOf(opened: Awaited<ReturnType<typeof getOrCreateReaderLink>>): string {
  if (opened.outcome !== "ready") throw new Error("no link was created");
  return opened.code;
}
