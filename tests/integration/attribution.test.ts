import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { shareLinks, signatures } from "@/db/schema";
import { newId, newShareCode } from "@/lib/ids";
import { getOrCreateSignerLink } from "@/lib/sharing/share-links";
import { getSignerReferrals } from "@/lib/signatures/detail-referrals";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner } from "../support/factories";
import { aShareLink } from "../support/share-links";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const sign = async (signer: NewSignature) => (await signAndLoad(db, signer)).stored;

test("stores article, call-out, link and channel; the request's channel overrides the link's", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const link = await aShareLink(db, { campaignId: campaign.id, channel: "whatsapp" });
  const attribution = { campaign: campaign.slug, article: article.slug, callout: "2", via: link.code };
  const stored = await sign(aSigner(attribution));
  expect(stored).toMatchObject({
    articleId: article.id,
    callout: "2",
    shareLinkId: link.id,
    channel: "whatsapp",
  });
  expect((await sign(aSigner({ ...attribution, channel: "email" })))?.channel).toBe("email");
});

test("signing again through another link keeps the first attribution", async () => {
  const campaign = await aCampaign(db);
  const [first, second] = await Promise.all(
    ["whatsapp", "email"].map((channel) => aShareLink(db, { campaignId: campaign.id, channel })),
  );
  const again = { campaign: campaign.slug, email: "ada.twice@example.org" };
  const stored = await sign(aSigner({ ...again, via: first?.code, callout: "1" }));
  const repeated = await signCampaign(db, aSigner({ ...again, via: second?.code, callout: "2" }));
  expect(repeated).toMatchObject({ outcome: "already-signed", signatureId: stored?.id });
  const [kept] = await db
    .select()
    .from(signatures)
    .where(eq(signatures.id, stored?.id ?? ""));
  expect(kept).toMatchObject({ shareLinkId: first?.id, channel: "whatsapp", callout: "1" });
});

test("a signer's referrals name the campaign that each follower signed, which may be another one", async () => {
  const [campaign, other] = [await aCampaign(db), await aCampaign(db)];
  const mo = await sign(aSigner({ campaign: campaign.slug }));
  const ana = await sign(aSigner({ campaign: other.slug, name: "Ana" }));
  const links = { articleId: null, locale: "en" as const };
  await db.transaction(async (tx) => {
    const moIn = { signatureId: mo?.id ?? "", campaignId: campaign.id, parentId: null };
    const code = await getOrCreateSignerLink(tx, { ...links, ...moIn });
    const [own] = await tx.select().from(shareLinks).where(eq(shareLinks.code, code));
    const anaIn = { signatureId: ana?.id ?? "", campaignId: other.id, parentId: own?.id ?? null };
    await getOrCreateSignerLink(tx, { ...links, ...anaIn });
  });
  const referrals = await getSignerReferrals(db, { signatureId: mo?.id ?? "", limit: 5 });
  expect(referrals?.followers).toMatchObject([{ name: "Ana", campaign: other.slug }]);
});

test("ignores unknown attribution without an error", async () => {
  const campaign = await aCampaign(db);
  const draft = await anArticle(db, { publishedAt: null });
  const stored = await sign(
    aSigner({ campaign: campaign.slug, article: draft.slug, via: newShareCode(), text: newId() }),
  );
  expect(stored).toMatchObject({ articleId: null, shareLinkId: null, channel: null });
  expect(campaign.texts.map(({ id }) => id)).toContain(stored?.textId);
});

test("stores the petition text that was on the page, but never another campaign's", async () => {
  const [campaign, other] = await Promise.all([aCampaign(db), aCampaign(db)]);
  const spanish = campaign.texts.find(({ locale }) => locale === "es")?.id;
  const read = await sign(aSigner({ campaign: campaign.slug, locale: "en", text: spanish }));
  expect(read?.textId).toBe(spanish);
  const foreign = await sign(aSigner({ campaign: campaign.slug, text: other.texts[0]?.id }));
  expect(campaign.texts.map(({ id }) => id)).toContain(foreign?.textId);
});
