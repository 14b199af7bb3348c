import { afterAll, expect, test } from "vitest";
import { countEvents, hourTallies, shareLinks } from "@/db/schema";
import { countSignatures } from "@/lib/campaigns/count-signatures";
import { newId, newShareCode } from "@/lib/ids";
import {
  listSignaturesByArticle,
  listSignaturesByCallOut,
  listSignaturesByChannel,
  listSignaturesByCountry,
  listSignaturesByShareLink,
} from "@/lib/reporting/attribution-tallies";
import { getCampaignFigures, listCampaignFigures } from "@/lib/reporting/campaign-figures";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { getFirstHour, listSignaturesOverTime } from "@/lib/reporting/signatures-over-time";
import { type Range, timeframe } from "@/lib/reporting/timeframe";
import { recordVisits } from "@/lib/sharing/record-visits";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import { tokenMailedAt } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, anArticle, aSigner, type SignerOverrides } from "../support/factories";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

type Campaign = { id: string; slug: string };

/** Signs and confirms. */
async function aConfirmedSignature({ slug }: Campaign, from: SignerOverrides = {}) {
  const { stored: row } = await signAndLoad(db, aSigner({ campaign: slug, ...from }));
  const token = await tokenMailedAt(db, row.id, row.confirmationAskedAt);
  const confirmed = await confirmByToken(db, { token, now: new Date() });
  if (confirmed.outcome !== "confirmed")
    throw new Error(`the confirmation was refused: ${confirmed.outcome}`);
  return row;
}

async function figuresOf({ slug }: Campaign) {
  const figures = await getCampaignFigures(db, { slug, locale: "en", now: new Date() });
  if (!figures) throw new Error("the campaign has no figures");
  return figures;
}

async function countInChart({ id }: Campaign, range: Range) {
  const frame = timeframe({ range, now: new Date(), firstAt: await getFirstHour(db, id) });
  const bars = await listSignaturesOverTime(db, { campaignId: id, frame });
  return bars.reduce((sum, bar) => sum + bar.confirmed, 0);
}

test("a signature is in every figure as soon as it is confirmed, before and after folding", async () => {
  const campaign = await aCampaign(db);
  const listCounts = async () => {
    const { confirmed, lastTwoWeeks } = await figuresOf(campaign);
    const days = lastTwoWeeks.reduce((sum, day) => sum + day.confirmed, 0);
    const charts = await Promise.all(
      (["hour", "day", "week", "all"] as const).map((range) => countInChart(campaign, range)),
    );
    const [direct] = await listSignaturesByArticle(db, { campaignId: campaign.id, limit: 5 });
    return new Set([confirmed, days, direct?.confirmed, ...charts]);
  };
  for (let person = 0; person < 5; person += 1) await aConfirmedSignature(campaign);
  expect(await db.$count(countEvents)).toBe(5);
  expect(await listCounts()).toEqual(new Set([5]));

  expect(await foldCountEvents(db, { limit: 3 })).toBe(3);
  expect(await db.$count(hourTallies)).toBeGreaterThan(0);
  expect(await listCounts()).toEqual(new Set([5]));

  await aConfirmedSignature(campaign);
  await foldCountEvents(db);
  expect(await listCounts()).toEqual(new Set([6]));
});

test("an unconfirmed signature counts only as pending", async () => {
  const campaign = await aCampaign(db);
  await signCampaign(db, aSigner({ campaign: campaign.slug }));
  await aConfirmedSignature(campaign);
  expect(await figuresOf(campaign)).toMatchObject({ pending: 1, confirmed: 1, status: "open" });
});

test("a withdrawn signature is removed from the figures", async () => {
  const campaign = await aCampaign(db);
  const signature = await aConfirmedSignature(campaign, { country: "MX" });
  await db.transaction((tx) =>
    countSignatures(tx, {
      campaignId: campaign.id,
      because: { kind: "withdrawn", reason: "signer" },
      sources: [{ ...signature, confirmedAt: new Date() }],
    }),
  );
  expect((await figuresOf(campaign)).confirmed).toBe(0);
  expect(await countInChart(campaign, "day")).toBe(0);
});

test("lists signatures by article, call-out, link, channel and country", async () => {
  const campaign = await aCampaign(db);
  const article = await anArticle(db, { title: "Reading is a right", callOuts: [campaign] });
  const link = {
    id: newId(),
    code: newShareCode(),
    campaignId: campaign.id,
    channel: "whatsapp",
    locale: "en",
  };
  await db.insert(shareLinks).values(link);
  for (const day of ["2026-05-01", "2026-05-02"]) {
    const visit = { code: link.code, day, channel: "", visitor: Buffer.from("a friend") };
    await recordVisits(db, { visits: [visit], now: new Date(day) });
  }
  const from = { article: article.slug, callout: "2", country: "MX" };
  await aConfirmedSignature(campaign, from);
  await foldCountEvents(db);
  await aConfirmedSignature(campaign, { ...from, via: link.code });

  const asked = { campaignId: campaign.id, limit: 5 };
  expect(await listSignaturesByArticle(db, asked)).toEqual([
    expect.objectContaining({ slug: article.slug, locale: "en", title: "Reading is a right", confirmed: 2 }),
  ]);
  expect(await listSignaturesByCallOut(db, asked)).toEqual([
    expect.objectContaining({ callout: "2", title: "Reading is a right", confirmed: 2 }),
  ]);
  expect(await listSignaturesByCountry(db, asked)).toEqual([{ country: "MX", confirmed: 2 }]);
  expect(await listSignaturesByShareLink(db, asked)).toContainEqual({
    code: link.code,
    bySigner: false,
    visits: 2,
    confirmed: 1,
  });
  expect(await listSignaturesByChannel(db, asked)).toContainEqual({ channel: "whatsapp", confirmed: 1 });
});

test("lists are limited, largest first", async () => {
  const campaign = await aCampaign(db);
  for (const country of ["MX", "MX", "ES", "AR"]) await aConfirmedSignature(campaign, { country });
  const largest = await listSignaturesByCountry(db, { campaignId: campaign.id, limit: 2 });
  expect(largest).toHaveLength(2);
  expect(largest[0]).toEqual({ country: "MX", confirmed: 2 });
});

test("staff figures include drafts, with titles in the staff member's language", async () => {
  const draft = await aCampaign(db, { publishedAt: null, opensAt: null });
  const figures = await listCampaignFigures(db, { locale: "es", now: new Date() });
  const own = figures.find(({ id }) => id === draft.id);
  expect(own).toMatchObject({ status: "draft", confirmed: 0, pending: 0, today: 0, lastHour: 0 });
  expect(own?.title).toBe("Un carné de biblioteca para cada niña y cada niño");
});
