import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { auditEvents, exportChunks, exports, signatures, supporters } from "@/db/schema";
import { listExports } from "@/lib/exports/list-exports";
import { cancelExport, deleteExport, purgeExpiredFiles, requestExport } from "@/lib/exports/request-export";
import { aDatabase } from "../support/database";
import {
  aCampaignToExport,
  addSignature,
  CSV,
  downloadExport,
  JSONL,
  makeAllExports,
  parseCsv,
  REASON,
  requestList,
  requestQueuedList,
} from "../support/exports";
import { getSigner } from "../support/signers";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOSTILE = [
  '=HYPERLINK("http://evil.example","x")',
  "+44 20 7946 0000",
  "-Ann",
  "@SUM(1+1)",
  "\t=1+1",
  " =1+1",
  '"=1+1"',
  "'=1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  "\u200b=1",
];
/** Restores a cell as the documentation describes. */
const asTyped = (cell: string) =>
  /^'(?:[\t\r\n]|[\s'"\u2018\u2019\u201c\u201d\u00ab\u00bb\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u.test(
    cell,
  )
    ? cell.slice(1)
    : cell;

/** A name that no form would take, but that an import or an older version may have left. */
async function nameSignature(id: string, name: string, comment = name) {
  await db.update(signatures).set({ name, comment }).where(eq(signatures.id, id));
}

describe("a list", () => {
  test("is valid CSV (RFC 4180) for every text of a signer", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    const typed = [
      'She said "no", twice',
      "two\nlines",
      "two\r\nlines",
      "comma, semicolon; tab\there",
      "ünïcødé 李 🙂",
      "'quoted'",
    ];
    for (const text of typed) await nameSignature(await addSignature(db, campaign.slug), text);
    const file = await downloadExport(db, await requestList(db, { campaign, actorId }));
    const text = file?.toString("utf8") ?? "";
    expect(text.startsWith("name,email,country,")).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(parseCsv(file).map(({ name }) => name)).toEqual(typed);
    expect(parseCsv(file).map(({ comment }) => comment)).toEqual(typed);
  });

  test("contains no formula, and every text can be restored", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    for (const text of HOSTILE) await nameSignature(await addSignature(db, campaign.slug), text);
    const rows = parseCsv(await downloadExport(db, await requestList(db, { campaign, actorId })));
    expect(rows.map(({ name }) => name)).toEqual(HOSTILE.map((text) => `'${text}`));
    expect(rows.map(({ name = "" }) => asTyped(name))).toEqual(HOSTILE);
  });

  test("begins with a byte order mark only on request", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    await addSignature(db, campaign.slug, { name: "Zoë" });
    const plain = await downloadExport(db, await requestList(db, { campaign, actorId }));
    const marked = await downloadExport(
      db,
      await requestList(db, { campaign, actorId, layout: { ...CSV, bom: true } }),
    );
    expect([...(marked?.subarray(0, 3) ?? [])]).toEqual([0xef, 0xbb, 0xbf]);
    expect(marked?.subarray(3)).toEqual(plain);
  });

  test("contains unchanged texts as JSON Lines", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    for (const text of HOSTILE) await nameSignature(await addSignature(db, campaign.slug), text);
    const file = await downloadExport(db, await requestList(db, { campaign, actorId, layout: JSONL }));
    const lines = file?.toString("utf8").split("\n") ?? [];
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(HOSTILE);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ state: "confirmed", updates: false, country: null });
  });

  test("contains the requested columns only", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    await addSignature(db, campaign.slug, {
      name: "Ada",
      email: "ada@example.org",
      country: "ES",
      updates: true,
    });
    const [all] = parseCsv(await downloadExport(db, await requestList(db, { campaign, actorId })));
    expect(all).toMatchObject({
      ...{
        name: "Ada",
        email: "ada@example.org",
        country: "ES",
        display: "anonymous",
        state: "confirmed",
        updates: "yes",
      },
      text_sha256: campaign.texts[0]?.sha256,
      signed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const layout = { ...CSV, columns: ["country", "name"] };
    expect((await downloadExport(db, await requestList(db, { campaign, actorId, layout })))?.toString()).toBe(
      "country,name\r\nES,Ada\r\n",
    );
  });

  test("contains the signatures of its filter, and none that was signed after the request", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    for (const country of ["ES", "FR", "ES"] as const) await addSignature(db, campaign.slug, { country });
    await addSignature(db, campaign.slug, { country: "ES", confirmed: false });
    const filter = { state: "confirmed", country: "ES" } as const;
    const small = await requestList(db, { campaign, actorId, filter });
    const ahead = await requestQueuedList(db, { campaign, actorId, filter });
    await addSignature(db, campaign.slug, { country: "ES" });
    await makeAllExports(db);
    expect(parseCsv(await downloadExport(db, small))).toHaveLength(2);
    expect(await downloadExport(db, { id: ahead })).toEqual(await downloadExport(db, small));
  });

  test("marks an address that cannot be decrypted, and continues", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    const ids = [await addSignature(db, campaign.slug), await addSignature(db, campaign.slug)];
    const person = await getSigner(db, ids[0] ?? "");
    await db
      .update(supporters)
      .set({ emailCipher: randomBytes(60) })
      .where(eq(supporters.id, person.id));
    const id = await requestQueuedList(db, { campaign, actorId });
    await makeAllExports(db);
    const rows = parseCsv(await downloadExport(db, { id }));
    expect(rows.map(({ email }) => email === "[unreadable]")).toEqual([true, false]);
    const [listed] = await listExports(db, { campaignId: campaign.id, now: new Date() });
    expect(listed).toMatchObject({ state: "ready", rows: 2, unreadable: 1 });
  });

  test("is not made without signatures", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    const asked = {
      campaign,
      actorId,
      reason: REASON,
      locale: "en",
      layout: CSV,
      filter: {},
      now: new Date(),
    };
    expect(await requestExport(db, asked)).toEqual({ outcome: "nobody" });
    expect(await db.$count(exports, eq(exports.campaignId, campaign.id))).toBe(0);
  });
});

describe("a file", () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  async function aFile() {
    const { campaign, actorId } = await aCampaignToExport(db);
    await addSignature(db, campaign.slug, { name: "Ada", email: "ada@example.org" });
    const id = await requestQueuedList(db, { campaign, actorId, filter: { name: "Ada" } });
    await makeAllExports(db);
    return { campaign, actorId, id };
  }

  test("can be downloaded for a day, and is deleted soon after", async () => {
    const { id } = await aFile();
    expect(await downloadExport(db, { id, now: hours(23.9) })).not.toBeNull();
    expect(await downloadExport(db, { id, now: hours(24.1) })).toBeNull();
    await purgeExpiredFiles(db, { now: hours(23.9) });
    expect(await db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(1);
    expect(await purgeExpiredFiles(db, { now: hours(24.1) })).toBeGreaterThan(0);
    expect(await db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(0);
    const [row] = await db.select().from(exports).where(eq(exports.id, id));
    expect(row).toMatchObject({ filterCipher: null, reason: REASON });
  });

  test("can be deleted earlier, once, and only through its own campaign", async () => {
    const { campaign, actorId, id } = await aFile();
    const now = new Date();
    const other = await aCampaignToExport(db);
    expect(await deleteExport(db, { id, campaign: other.campaign, actorId, now })).toEqual({
      outcome: "over",
    });
    expect(await deleteExport(db, { id, campaign, actorId, now })).toEqual({ outcome: "ended" });
    expect(await deleteExport(db, { id, campaign, actorId, now })).toEqual({ outcome: "over" });
    expect(await downloadExport(db, { id })).toBeNull();
    expect(await db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(0);
  });

  test("is never written once it is cancelled", async () => {
    const { campaign, actorId } = await aCampaignToExport(db);
    await addSignature(db, campaign.slug);
    const id = await requestQueuedList(db, { campaign, actorId });
    expect(await cancelExport(db, { id, campaign, actorId, now: new Date() })).toEqual({ outcome: "ended" });
    await makeAllExports(db);
    expect(await downloadExport(db, { id })).toBeNull();
    const [listed] = await listExports(db, { campaignId: campaign.id, now: new Date() });
    expect(listed?.state).toBe("cancelled");
  });

  test("is encrypted in the database, and its chunks cannot be used in another export", async () => {
    const { id } = await aFile();
    const other = await aFile();
    const [[chunk], [row]] = await Promise.all([
      db.select().from(exportChunks).where(eq(exportChunks.exportId, id)),
      db.select().from(exports).where(eq(exports.id, id)),
    ]);
    const stored = Buffer.concat([Buffer.from(chunk?.sealed ?? []), Buffer.from(row?.filterCipher ?? [])]);
    expect(stored.length).toBeGreaterThan(100);
    expect(`${stored.toString("latin1")}${JSON.stringify(row?.layout)}`).not.toMatch(/Ada|example\.org/);
    await db.update(exportChunks).set({ sealed: chunk?.sealed }).where(eq(exportChunks.exportId, other.id));
    await expect(downloadExport(db, { id: other.id })).rejects.toThrow("cannot be decrypted");
    await db.delete(exportChunks).where(eq(exportChunks.exportId, other.id));
    await expect(downloadExport(db, { id: other.id })).rejects.toThrow("incomplete");
  });

  test("leaves its reason in the audit log, and no personal data", async () => {
    const { campaign, actorId, id } = await aFile();
    const entries = (await db.select().from(auditEvents)).filter(({ details }) => details?.export === id);
    expect(entries).toMatchObject([
      {
        actorId,
        action: "export.requested",
        subject: `campaign:${campaign.slug}`,
        details: { reason: REASON, format: "csv", filteredBy: "name" },
      },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Ada|example\.org/);
  });
});
