import { afterAll, describe, expect, test } from "vitest";
import { GET as redirectToRipple } from "@/app/[locale]/(public)/ripple/[token]/route";
import { referralTallies, shareVisits } from "@/db/schema";
import { env } from "@/lib/env";
import { newShareCode } from "@/lib/ids";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { getLinkDetails, listLinkSignatures } from "@/lib/reporting/link-details";
import { listPublicOwners, listTopLinks } from "@/lib/reporting/referrals";
import { getRipple } from "@/lib/reporting/ripple";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import { confirmByToken } from "@/lib/signatures/confirm";
import { quarantineSignatures } from "@/lib/signatures/quarantine";
import { signCampaign } from "@/lib/signatures/sign";
import { door } from "@/server/door";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember, type SignerOverrides } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const { id: memberId } = await aStaffMember(db);

async function sign(signer: SignerOverrides & { campaign: string }) {
  const signed = await signCampaign(db, aSigner(signer));
  if (signed.outcome !== "signed") throw new Error(`the signature was refused: ${signed.outcome}`);
  const mail = await getConfirmationMail(db, signed.signatureId);
  return { id: signed.signatureId, token: mail.token };
}

async function signAndConfirm(signer: SignerOverrides & { campaign: string }) {
  const { id, token } = await sign(signer);
  const confirmed = await confirmByToken(db, { token, now });
  if (confirmed.outcome !== "confirmed")
    throw new Error(`the confirmation was refused: ${confirmed.outcome}`);
  return { id, code: confirmed.shareCode, token };
}

/** Creates a link with visits and signatures by generation. */
async function aLinkWithFigures({
  visits = 0,
  generations = [],
}: {
  visits?: number;
  generations?: number[];
}) {
  const link = await aShareLink(db, { campaignId: (await aCampaign(db)).id, locale: "es" });
  if (visits) await db.insert(shareVisits).values({ shareLinkId: link.id, visitedOn: "2026-11-20", visits });
  const tallies = generations.map((confirmed, index) => ({
    shareLinkId: link.id,
    generation: index + 1,
    confirmed,
  }));
  if (tallies.length > 0) await db.insert(referralTallies).values(tallies);
  return link.code;
}

const json = (code: string) => door.fetch(new Request(`http://x/api/v1/links/${code}`));

test("hides figures below three by default", async () => {
  expect(env().SHARE_PRIVACY_MINIMUM).toBe(3);
  const code = await aLinkWithFigures({ visits: 2, generations: [2] });
  expect(await getRipple(db, { code })).toMatchObject({
    code,
    locale: "es",
    visits: null,
    signatures: null,
    generations: [],
    scattered: null,
  });
});

test("a small generation cannot be calculated from the total, on the page or in JSON", async () => {
  const code = await aLinkWithFigures({ visits: 30, generations: [4, 1] });
  const withoutSmall = await aLinkWithFigures({ visits: 30, generations: [4] });
  expect(await getRipple(db, { code })).toMatchObject({ visits: 30, signatures: 4 });
  const [one, other] = await Promise.all([(await json(code)).json(), (await json(withoutSmall)).json()]);
  expect(one).toMatchObject({ signatures: 4, generations: [{ generation: 1, signatures: 4 }], minimum: 3 });
  const figures = ["visits", "signatures", "generations", "scattered"].map((name) => [
    one[name],
    other[name],
  ]);
  for (const [withSmall, without] of figures) expect(withSmall).toEqual(without);
});

test("an unknown code has no figures, nor has a link of a draft campaign", async () => {
  expect(await getRipple(db, { code: newShareCode() })).toBeNull();
  const draft = await aCampaign(db, { publishedAt: null });
  const link = await aShareLink(db, { campaignId: draft.id });
  expect(await getRipple(db, { code: link.code })).toBeNull();
});

test("a reader's link is credited with three generations, by article, call-out and channel", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { callOuts: [campaign] });
  const readers = await aShareLink(db, { articleId: article.id, campaignId: campaign.id });
  const onArticle = { campaign: campaign.slug, article: article.slug };
  const mo = await signAndConfirm({ ...onArticle, callout: "1", via: readers.code, channel: "whatsapp" });
  const ana = await signAndConfirm({ ...onArticle, callout: "2", via: mo.code, channel: "email" });
  await signAndConfirm({ ...onArticle, callout: "end", via: ana.code, channel: "copied" });
  await foldCountEvents(db);
  const details = await getLinkDetails(db, { campaignId: campaign.id, code: readers.code });
  expect(details?.generations).toEqual([1, 2, 3].map((generation) => ({ generation, confirmed: 1 })));
  const asked = { campaignId: campaign.id, linkId: readers.id };
  expect(await listLinkSignatures(db, asked)).toMatchObject([
    { generation: 1, slug: article.slug, callout: "1", channel: "whatsapp", confirmed: 1 },
    { generation: 2, slug: article.slug, callout: "2", channel: "email", confirmed: 1 },
    { generation: 3, slug: article.slug, callout: "end", channel: "copied", confirmed: 1 },
  ]);
  await quarantineSignatures(db, {
    campaignId: campaign.id,
    signatureIds: [ana.id],
    memberId,
    reason: "duplicate",
  });
  await foldCountEvents(db);
  const after = await getLinkDetails(db, { campaignId: campaign.id, code: readers.code });
  // The third signer came through Ana's link, so the third generation stays, as in the list of top links.
  expect(after).toMatchObject({
    generations: [1, 3].map((generation) => ({ generation, confirmed: 1 })),
    furthest: 3,
    elsewhere: 0,
  });
  const [largest] = await listTopLinks(db, { campaignId: campaign.id, limit: 1 });
  expect(largest).toMatchObject({ code: readers.code, generations: 3 });
});

describe("the details of a link for a campaign that it does not belong to", () => {
  const detailsFor = (campaign: { id: string }, code: string) =>
    getLinkDetails(db, { campaignId: campaign.id, code });

  test("give its direct and later signatures for that campaign, and the number for others", async () => {
    const [primary, second] = [await aCampaign(db), await aCampaign(db)];
    const article = await anArticle(db, { callOuts: [primary, second] });
    const link = await aShareLink(db, { articleId: article.id, campaignId: primary.id });
    await signAndConfirm({ campaign: primary.slug, via: link.code });
    const mo = await signAndConfirm({ campaign: second.slug, via: link.code });
    for (const via of [link.code, mo.code, mo.code]) await signAndConfirm({ campaign: second.slug, via });
    await foldCountEvents(db);
    expect(await detailsFor(second, link.code)).toMatchObject({
      isOwn: false,
      campaignSlug: primary.slug,
      confirmed: 4,
      elsewhere: 1,
      furthest: 2,
      generations: [
        { generation: 1, confirmed: 2 },
        { generation: "later", confirmed: 2 },
      ],
    });
    expect(await detailsFor(primary, link.code)).toMatchObject({
      isOwn: true,
      confirmed: 1,
      elsewhere: 4,
      generations: [{ generation: 1, confirmed: 1 }],
    });
  });

  test("exist for links of a replaced campaign, and for links of an article without a campaign", async () => {
    const next = await aCampaign(db);
    const replaced = await aCampaign(db, { successorId: next.id });
    const article = await anArticle(db);
    const old = await aShareLink(db, { campaignId: replaced.id });
    const unowned = await aShareLink(db, { articleId: article.id });
    for (const { code } of [old, unowned]) {
      await signAndConfirm({ campaign: next.slug, via: code });
      // Before the worker has folded the signature.
      expect(await detailsFor(next, code)).not.toBeNull();
    }
    await foldCountEvents(db);
    const figures = { confirmed: 1, elsewhere: 0, generations: [{ generation: 1, confirmed: 1 }] };
    expect(await detailsFor(next, old.code)).toMatchObject({ campaignSlug: replaced.slug, ...figures });
    expect(await detailsFor(next, unowned.code)).toMatchObject({ campaignSlug: null, ...figures });
  });

  test("exist for pending and quarantined signatures", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const link = await aShareLink(db, { campaignId: one.id });
    const { id } = await sign({ campaign: other.slug, via: link.code });
    const nothing = { confirmed: 0, elsewhere: 0, furthest: 0, generations: [] };
    expect(await detailsFor(other, link.code)).toMatchObject(nothing);
    await quarantineSignatures(db, {
      campaignId: other.id,
      signatureIds: [id],
      memberId,
      reason: "automated",
    });
    expect(await detailsFor(other, link.code)).toMatchObject(nothing);
  });

  test("do not exist without signatures", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const link = await aShareLink(db, { campaignId: one.id });
    await signAndConfirm({ campaign: one.slug, via: link.code });
    await foldCountEvents(db);
    expect(await detailsFor(one, link.code)).not.toBeNull();
    expect(await detailsFor(other, link.code)).toBeNull();
    expect(await detailsFor(one, newShareCode())).toBeNull();
  });
});

test("shows a link owner's name only as they chose and while their signature counts", async () => {
  const { id: campaignId, slug: campaign } = await aCampaign(db);
  const shown = await signAndConfirm({ campaign, name: "Rosa Vargas", display: "full" });
  const first = await signAndConfirm({ campaign, name: "Ida Wells", display: "first" });
  const silent = await signAndConfirm({ campaign, name: "Nobody Knows", display: "anonymous" });
  const links = await Promise.all([shown, first, silent].map(({ code }) => getLinkDestination(db, code)));
  const ids = links.flatMap((link) => link?.id ?? []);
  expect(ids).toHaveLength(3);
  expect([...(await listPublicOwners(db, ids)).values()].sort()).toEqual(["Ida", "Rosa Vargas"]);
  await quarantineSignatures(db, { campaignId, signatureIds: [shown.id], memberId, reason: "asked" });
  expect([...(await listPublicOwners(db, ids)).values()]).toEqual(["Ida"]);
});

test("the link in a mail leads to the confirmation page, and after confirmation to the figures of the signer's own link", async () => {
  const { slug: campaign } = await aCampaign(db);
  const { token } = await sign({ campaign });
  const follow = async (token: string) => {
    const params = Promise.resolve({ locale: "en", token });
    const answer = await redirectToRipple(new Request("http://x"), { params });
    expect([answer.status, answer.headers.get("referrer-policy")]).toEqual([302, "no-referrer"]);
    return answer.headers.get("location")?.replace(env().APP_URL, "");
  };
  expect(await follow(token)).toBe(`/en/confirm/${token}`);
  // A GET request, as from a mail scanner, confirms nothing.
  const confirmed = await confirmByToken(db, { token, now });
  expect(confirmed.outcome).toBe("confirmed");
  const code = confirmed.outcome === "confirmed" ? confirmed.shareCode : "";
  expect(await follow(token)).toBe(`/s/${code}/ripple`);
  expect(await follow("not/a-token")).toBe("/en/confirm/not%2Fa-token");
});
