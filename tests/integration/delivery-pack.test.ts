import { eq } from "drizzle-orm";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, expect, test } from "vitest";
import { commentReviews, exports, signatures } from "@/db/schema";
import { requestPack } from "@/lib/exports/request-export";
import { aDatabase } from "../support/database";
import {
  aCampaignToExport,
  addSignature,
  downloadExport,
  makeAllExports,
  parseCsv,
  REASON,
} from "../support/exports";

const { db, drop } = await aDatabase();
afterAll(drop);

type Campaign = Awaited<ReturnType<typeof aCampaignToExport>>["campaign"];

async function comment(campaign: Campaign, text: string, decision: { approvedAt?: Date; declinedAt?: Date }) {
  const signatureId = await addSignature(db, campaign.slug, {
    name: `Says ${text}`,
    display: "full",
    country: "ES",
  });
  await db.update(signatures).set({ comment: text }).where(eq(signatures.id, signatureId));
  await db
    .insert(commentReviews)
    .values({ signatureId, campaignId: campaign.id, ...decision })
    .onConflictDoUpdate({
      target: commentReviews.signatureId,
      set: { campaignId: campaign.id, ...decision },
    });
}

async function aPack({ campaign, actorId }: Awaited<ReturnType<typeof aCampaignToExport>>, locale = "en") {
  const answer = await requestPack(db, { campaign, actorId, reason: REASON, locale, now: new Date() });
  if (!answer.id) throw new Error(`the pack was refused: ${answer.outcome}`);
  await makeAllExports(db);
  const letter = await downloadExport(db, { id: answer.id, file: "letter" });
  const list = await downloadExport(db, { id: answer.id, file: "public-list" });
  return { id: answer.id, letter: letter ?? Buffer.alloc(0), list };
}

async function read(letter: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(letter));
  const { text } = await extractText(document, { mergePages: true });
  const { info } = await document.getMetadata();
  const outline = await document.getOutline();
  return {
    text: text.replace(/\s+/g, " "),
    info,
    outline: outline.map(({ title }) => title),
    pages: document.numPages,
  };
}

test("a delivery pack contains the petition text, approved comments and the names that signers agreed to hand over, and nothing else", async () => {
  const asked = await aCampaignToExport(db);
  const { campaign } = asked;
  await addSignature(db, campaign.slug, { name: "Ada Lovelace", display: "anonymous", country: "GB" });
  const earlier = await addSignature(db, campaign.slug, {
    name: "Grace Hopper",
    display: "first",
    country: "US",
  });
  await db.update(signatures).set({ deliveredAs: "shown" }).where(eq(signatures.id, earlier));
  await addSignature(db, campaign.slug, {
    name: "Hidden Person",
    display: "full",
    deliver: "count",
    email: "hidden@example.org",
    country: "US",
  });
  await addSignature(db, campaign.slug, { name: "Pending Person", display: "full", confirmed: false });
  const withdrawn = await addSignature(db, campaign.slug, { name: "Left Person", display: "full" });
  await db.update(signatures).set({ withdrawnAt: new Date() }).where(eq(signatures.id, withdrawn));
  await comment(campaign, "Because reading is a right.", { approvedAt: new Date() });
  await comment(campaign, "Rude words.", { declinedAt: new Date() });
  await comment(campaign, "Not reviewed yet.", {});

  const { letter, list } = await aPack(asked);
  const { text, info, outline } = await read(letter);
  const [petition] = campaign.texts;
  for (const expected of [petition?.title, petition?.target, petition?.ask, petition?.sha256])
    expect(text).toContain(expected);
  expect(text).toMatch(/\b6 ?people have signed this petition/);
  for (const expected of [
    "Ada Lovelace",
    "Grace",
    "Because reading is a right.",
    "United Kingdom",
    "United Kingdom: 1 signature, 1 with a name",
    "United States: 2 signatures, 1 with a name",
  ])
    expect(text).toContain(expected);
  const notPublic = /Hopper|Hidden|Pending Person|Left Person|Rude words\.[^—]*—|example\.org|@/;
  expect(text.replace("Says Rude words.", "")).not.toMatch(notPublic);
  expect(text.match(/Not reviewed yet\./g)).toHaveLength(1); // in the signer's name
  expect(info).toMatchObject({ Title: petition?.title, Language: "en", IsAcroFormPresent: false });
  expect(outline).toEqual([
    petition?.title,
    "What was signed",
    "Where they live",
    "In their own words",
    "Who signed",
  ]);

  expect(Object.keys(parseCsv(list)[0] ?? {})).toEqual(["name", "country", "comment", "confirmed_on"]);
  expect(parseCsv(list).map(({ name, comment }) => [name, comment])).toEqual([
    ["Ada Lovelace", ""],
    ["Grace", ""],
    ["", ""],
    ["Says Because reading is a right.", "Because reading is a right."],
    ["Says Rude words.", ""],
    ["Says Not reviewed yet.", ""],
  ]);
  expect(
    parseCsv(list)
      .map(({ country }) => country)
      .slice(0, 3),
  ).toEqual(["GB", "US", ""]);
  expect([...(list?.subarray(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
});

test("names in other scripts are printed with their letters", async () => {
  const asked = await aCampaignToExport(db);
  const names = [
    "Ελένη Παπαδοπούλου",
    "Иван Петров",
    "王小明",
    "山田太郎",
    "김민수",
    "Łukasz Żółć",
    "Nguyễn Hồng",
    "ქეთი",
  ];
  for (const name of names) await addSignature(db, asked.campaign.slug, { name, display: "full" });
  const { letter } = await aPack(asked, "es");
  const { text } = await read(letter);
  for (const name of names) expect(text).toContain(name);
  expect(text).toContain("Quiénes firmaron");
});

test("a letter that was left unfinished by a worker is written again from the start", async () => {
  const asked = await aCampaignToExport(db);
  await addSignature(db, asked.campaign.slug, { name: "Ada Lovelace", display: "full" });
  const { id, letter } = await aPack(asked);
  const unfinished = { finishedAt: null, expiresAt: null };
  await db.update(exports).set(unfinished).where(eq(exports.id, id));
  await makeAllExports(db);
  const again = await downloadExport(db, { id, file: "letter" });
  expect((await read(again ?? Buffer.alloc(0))).text).toBe((await read(letter)).text);
  expect(parseCsv(await downloadExport(db, { id, file: "public-list" }))).toHaveLength(1);
});

test("a campaign without signatures has no delivery pack", async () => {
  const { campaign, actorId } = await aCampaignToExport(db);
  const answer = await requestPack(db, { campaign, actorId, reason: REASON, locale: "en", now: new Date() });
  expect(answer).toEqual({ outcome: "nobody" });
});

test("a name from before the rule for names that breaks it is neither printed nor counted as one", async () => {
  const asked = await aCampaignToExport(db);
  for (const [name, stored] of [
    ["Ada Lovelace", "Ada Lovelace"],
    ["Eve", "Call 0171 2345678 now"],
  ] as const) {
    const id = await addSignature(db, asked.campaign.slug, { name, display: "full", country: "ES" });
    await db.update(signatures).set({ name: stored, deliveredAs: "shown" }).where(eq(signatures.id, id));
  }
  const { text } = await read((await aPack(asked)).letter);
  expect(text).not.toContain("2345678");
  expect(text).toMatch(/Spain 2 1 1/);
  expect(text).not.toMatch(/first 1 /);
});
