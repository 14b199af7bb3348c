import { afterAll, describe, expect, test } from "vitest";
import { GET as leadToOwn } from "@/app/[locale]/(public)/ripple/[token]/route";
import { GET as answerJson } from "@/app/api/v1/links/[code]/route";
import { referralTallies, shareVisits } from "@/db/schema";
import { env } from "@/lib/env";
import { newShareCode } from "@/lib/ids";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { getLinkDetails, listLinkSignatures } from "@/lib/reporting/link-details";
import { listPublicOwners, listTopLinks } from "@/lib/reporting/referrals";
import { getRipple } from "@/lib/reporting/ripple";
import { getLinkDestination } from "@/lib/sharing/link-destination";
import { confirmByToken } from "@/lib/signatures/confirm";
import { listConfirmationMails } from "@/lib/signatures/mails";
import { quarantineSignatures } from "@/lib/signatures/quarantine";
import { type NewSignature, signCampaign } from "@/lib/signatures/sign";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, aStaffMember } from "../support/factories";
import { aShareLink } from "../support/share-links";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const { id: memberId } = await aStaffMember(db);

async function signs(signer: Partial<NewSignature> & { campaign: string }) {
  const signed = await signCampaign(db, aSigner(signer));
  if (signed.outcome !== "signed") throw new Error(`the signature was answered ${signed.outcome}`);
  const mail = (await listConfirmationMails(db, [signed.signatureId])).get(signed.signatureId);
  if (!mail) throw new Error("there is no mail to send");
  return { id: signed.signatureId, token: mail.token };
}

async function signsAndConfirms(signer: Partial<NewSignature> & { campaign: string }) {
  const { id, token } = await signs(signer);
  const confirmed = await confirmByToken(db, { token, now });
  if (confirmed.outcome !== "confirmed") throw new Error(`confirming was answered ${confirmed.outcome}`);
  return { id, code: confirmed.shareCode, token };
}

/** Creates a link with visits and signatures by generation. */
async function aLinkThatDid({ visits = 0, generations = [] }: { visits?: number; generations?: number[] }) {
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

const json = (code: string) => answerJson(new Request("http://x"), { params: Promise.resolve({ code }) });

test("hides figures below three by default", async () => {
  expect(env().SHARE_PRIVACY_MINIMUM).toBe(3);
  const code = await aLinkThatDid({ visits: 2, generations: [2] });
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
  const code = await aLinkThatDid({ visits: 30, generations: [4, 1] });
  const alone = await aLinkThatDid({ visits: 30, generations: [4] });
  expect(await getRipple(db, { code })).toMatchObject({ visits: 30, signatures: 4 });
  const [one, other] = await Promise.all([(await json(code)).json(), (await json(alone)).json()]);
  expect(one).toMatchObject({ signatures: 4, generations: [{ generation: 1, signatures: 4 }], minimum: 3 });
  const figures = ["visits", "signatures", "generations", "scattered"].map((name) => [
    one[name],
    other[name],
  ]);
  for (const [shown, asIfNone] of figures) expect(shown).toEqual(asIfNone);
});

test("an unknown code has no figures, nor has a campaign that is not public", async () => {
  expect(await getRipple(db, { code: newShareCode() })).toBeNull();
  const draft = await aCampaign(db, { publishedAt: null });
  const link = await aShareLink(db, { campaignId: draft.id });
  expect(await getRipple(db, { code: link.code })).toBeNull();
});

test("from a reader's link four generations on: each is credited, with article, call-out and channel", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { carries: [campaign] });
  const readers = await aShareLink(db, { articleId: article.id, campaignId: campaign.id });
  const there = { campaign: campaign.slug, article: article.slug };
  const mo = await signsAndConfirms({ ...there, callout: "1", via: readers.code, channel: "whatsapp" });
  const ana = await signsAndConfirms({ ...there, callout: "2", via: mo.code, channel: "email" });
  await signsAndConfirms({ ...there, callout: "end", via: ana.code, channel: "copied" });
  await foldCountEvents(db);
  const story = await getLinkDetails(db, { campaignId: campaign.id, code: readers.code });
  expect(story?.generations).toEqual([1, 2, 3].map((generation) => ({ generation, confirmed: 1 })));
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
  // Li came through Ana's link all the same, and the link reached as far as the leaderboard says.
  expect(after).toMatchObject({
    generations: [1, 3].map((generation) => ({ generation, confirmed: 1 })),
    furthest: 3,
    elsewhere: 0,
  });
  const [strongest] = await listTopLinks(db, { campaignId: campaign.id, limit: 1 });
  expect(strongest).toMatchObject({ code: readers.code, generations: 3 });
});

describe("the details of a link for a campaign that it does not belong to", () => {
  const storyFor = (campaign: { id: string }, code: string) =>
    getLinkDetails(db, { campaignId: campaign.id, code });

  test("tells what it brought that campaign, directly and further on, and that it brought others some, too", async () => {
    const [primary, second] = [await aCampaign(db), await aCampaign(db)];
    const article = await anArticle(db, { carries: [primary, second] });
    const link = await aShareLink(db, { articleId: article.id, campaignId: primary.id });
    await signsAndConfirms({ campaign: primary.slug, via: link.code });
    const mo = await signsAndConfirms({ campaign: second.slug, via: link.code });
    for (const via of [link.code, mo.code, mo.code]) await signsAndConfirms({ campaign: second.slug, via });
    await foldCountEvents(db);
    expect(await storyFor(second, link.code)).toMatchObject({
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
    expect(await storyFor(primary, link.code)).toMatchObject({
      isOwn: true,
      confirmed: 1,
      elsewhere: 4,
      generations: [{ generation: 1, confirmed: 1 }],
    });
  });

  test("is there for the old links of a campaign that is carried on, and for an article's that has no campaign of its own", async () => {
    const next = await aCampaign(db);
    const replaced = await aCampaign(db, { successorId: next.id });
    const article = await anArticle(db);
    const old = await aShareLink(db, { campaignId: replaced.id });
    const unowned = await aShareLink(db, { articleId: article.id });
    for (const { code } of [old, unowned]) {
      await signsAndConfirms({ campaign: next.slug, via: code });
      // From the moment of the confirmation, before the worker comes by.
      expect(await storyFor(next, code)).not.toBeNull();
    }
    await foldCountEvents(db);
    const everything = { confirmed: 1, elsewhere: 0, generations: [{ generation: 1, confirmed: 1 }] };
    expect(await storyFor(next, old.code)).toMatchObject({ campaignSlug: replaced.slug, ...everything });
    expect(await storyFor(next, unowned.code)).toMatchObject({ campaignSlug: null, ...everything });
  });

  test("exist for pending and quarantined signatures", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const link = await aShareLink(db, { campaignId: one.id });
    const { id } = await signs({ campaign: other.slug, via: link.code });
    const nothing = { confirmed: 0, elsewhere: 0, furthest: 0, generations: [] };
    expect(await storyFor(other, link.code)).toMatchObject(nothing);
    await quarantineSignatures(db, {
      campaignId: other.id,
      signatureIds: [id],
      memberId,
      reason: "automated",
    });
    expect(await storyFor(other, link.code)).toMatchObject(nothing);
  });

  test("do not exist without signatures", async () => {
    const [one, other] = [await aCampaign(db), await aCampaign(db)];
    const link = await aShareLink(db, { campaignId: one.id });
    await signsAndConfirms({ campaign: one.slug, via: link.code });
    await foldCountEvents(db);
    expect(await storyFor(one, link.code)).not.toBeNull();
    expect(await storyFor(other, link.code)).toBeNull();
    expect(await storyFor(one, newShareCode())).toBeNull();
  });
});

test("shows a link owner's name only as they chose and while their signature counts", async () => {
  const { id: campaignId, slug: campaign } = await aCampaign(db);
  const shown = await signsAndConfirms({ campaign, name: "Rosa Vargas", display: "full" });
  const first = await signsAndConfirms({ campaign, name: "Ida Wells", display: "first" });
  const silent = await signsAndConfirms({ campaign, name: "Nobody Knows", display: "anonymous" });
  const links = await Promise.all([shown, first, silent].map(({ code }) => getLinkDestination(db, code)));
  const ids = links.flatMap((link) => link?.id ?? []);
  expect(ids).toHaveLength(3);
  expect([...(await listPublicOwners(db, ids)).values()].sort()).toEqual(["Ida", "Rosa Vargas"]);
  await quarantineSignatures(db, { campaignId, signatureIds: [shown.id], memberId, reason: "asked" });
  expect([...(await listPublicOwners(db, ids)).values()]).toEqual(["Ida"]);
});

test("the mail's address leads to where one confirms, and once that is done, to what one's own link did", async () => {
  const { slug: campaign } = await aCampaign(db);
  const { token } = await signs({ campaign });
  const follow = async (asked: string) => {
    const params = Promise.resolve({ locale: "en", token: asked });
    const answer = await leadToOwn(new Request("http://x"), { params });
    expect([answer.status, answer.headers.get("referrer-policy")]).toEqual([302, "no-referrer"]);
    return answer.headers.get("location")?.replace(env().APP_URL, "");
  };
  expect(await follow(token)).toBe(`/en/confirm/${token}`);
  // A GET request, as from a mail scanner, confirms nothing.
  const confirmed = await confirmByToken(db, { token, now });
  expect(confirmed.outcome).toBe("confirmed");
  const code = confirmed.outcome === "confirmed" ? confirmed.shareCode : "";
  expect(await follow(token)).toBe(`/s/${code}/ripple`);
  expect(await follow("somebody/elses")).toBe("/en/confirm/somebody%2Felses");
});
