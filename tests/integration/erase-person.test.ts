import { eq, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, describe, expect, test } from "vitest";
import * as schema from "@/db/schema";
import { erasures, exports, signatures, supporters } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { requestExport } from "@/lib/exports/request-export";
import { erasePeople } from "@/lib/jobs/erase-people";
import { renderers } from "@/lib/jobs/render-messages";
import { requestErasure } from "@/lib/me/erasure";
import { meToken } from "@/lib/me/me-token";
import { sealBatch } from "@/lib/outbox/seal";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { listMiscounts } from "@/lib/reporting/miscounts";
import { confirmByToken } from "@/lib/signatures/confirm";
import { signCampaign } from "@/lib/signatures/sign";
import { emailKeyOf, requireEmailAddress } from "@/lib/supporters/address";
import { getMailChoices, stopAllMail } from "@/lib/supporters/mail-choices";
import { getConfirmationMail, signPending } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";
import { anOwnBrowser } from "../support/own-browser";
import { sealMails, takeSealedMails } from "../support/sealed-mails";

const { db, owner, drop } = await aDatabase();
afterAll(drop);

const CANARY = "Zebedee Quillfeather";
const COMMENT = "My grandmother crossed the river Quetzal.";
const now = () => new Date();

/** Someone who has signed, confirmed, signed elsewhere without confirming, and signed again with other words. */
async function aLeavingPerson(local: string) {
  const email = `${local}@quillfeather.example.org`;
  const campaign = await aCampaign(db);
  const signer = {
    email,
    name: CANARY,
    comment: COMMENT,
    display: "full" as const,
    country: "FR",
    postcode: "QF1 2ZZ",
  };
  const { id, token } = await signPending(db, { ...signer, campaign: campaign.slug });
  await confirmByToken(db, { token, now: now() });
  const pending = await aCampaign(db);
  await signPending(db, { ...signer, campaign: pending.slug });
  await signCampaign(db, aSigner({ ...signer, campaign: campaign.slug, comment: `${COMMENT} Again.` }));
  const [row] = await db.select().from(signatures).where(eq(signatures.id, id));
  return { id, email, campaign, supporterId: row?.supporterId ?? "", signer };
}

/** Every row of every table as text, and the jobs of the queue. The id of a deleted signature may be in them: it names nobody. */
async function dumpDatabase(): Promise<string> {
  const tables = Object.values(schema).flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []));
  expect(tables.length).toBeGreaterThan(30);
  const dumps = [];
  for (const table of tables) {
    const rows = await db.$client`select t::text as row from ${db.$client(table)} t`;
    dumps.push(`${table}\n${rows.map(({ row }) => row).join("\n")}`);
  }
  const jobs = await owner.$client`select t::text as row from graphile_worker._private_jobs t`;
  return [...dumps, ...jobs.map(({ row }) => String(row))].join("\n").toLowerCase();
}

function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    bytes.toString("hex"),
    bytes.toString("base64").replace(/=+$/, ""),
    encodeURIComponent(text),
  ].map((form) => form.toLowerCase());
}

describe("erasing a person", () => {
  test("leaves nothing of them in any table, and a last mail", async () => {
    const { email, campaign, supporterId, signer } = await aLeavingPerson("canary");
    await sealMails(db);
    const words = [CANARY, COMMENT, email, signer.postcode, supporterId];
    const before = await dumpDatabase();
    // The test would see what is left: names, comments and ids are in clear before.
    for (const word of [CANARY, COMMENT, signer.postcode, supporterId])
      expect(before).toContain(word.toLowerCase());
    expect((await getCount(db, campaign.slug))?.signatures).toBe(1);

    const token = meToken({ kind: "link", supporterId, at: now() });
    const browser = anOwnBrowser();
    const asked = await browser.call("/api/v1/me/erasure", { method: "POST", token });
    expect([asked.status, asked.body]).toEqual([202, { status: "erasing" }]);
    expect((await browser.call("/api/v1/me", { method: "GET", token })).status).toBe(410);
    await erasePeople(db, { now: now() });
    const mails = await takeSealedMails(db);
    expect(mails).toMatchObject([{ to: email, subject: "Everything about you has been erased" }]);

    const after = await dumpDatabase();
    for (const word of words) for (const form of formsOf(word)) expect(after).not.toContain(form);
    expect(after).not.toContain(emailKeyOf(requireEmailAddress(email).canonical).toString("hex"));
    expect((await getCount(db, campaign.slug))?.signatures).toBe(0);
    const tombstones = await db.select().from(erasures);
    expect(tombstones).toMatchObject([{ supporterId: null, uncounted: 1, erasedAt: expect.any(Date) }]);
    expect((await browser.call("/api/v1/me", { method: "GET", token })).body.title).toBe(
      "Everything is erased",
    );
    await foldCountEvents(db);
    expect(await listMiscounts(db)).toEqual([]);
  });

  test("twice, by several workers and while they withdraw, counts once", async () => {
    const { id, campaign, supporterId } = await aLeavingPerson("twice");
    const token = meToken({ kind: "link", supporterId, at: now() });
    const ask = () => requestErasure(db, { supporterId, locale: "en", now: now() });
    await Promise.all([ask(), ask()]);
    await Promise.all([
      erasePeople(db, { now: now() }),
      anOwnBrowser().call(`/api/v1/me/signatures/${id}/withdrawal`, { method: "POST", token }),
      erasePeople(db, { now: now() }),
    ]);
    await erasePeople(db, { now: now() });
    expect(await takeSealedMails(db)).toHaveLength(1);
    expect((await getCount(db, campaign.slug))?.signatures).toBe(0);
    expect(await listMiscounts(db)).toEqual([]);
  });

  test("signing again is a new person", async () => {
    const { campaign, supporterId, signer, id } = await aLeavingPerson("again");
    await requestErasure(db, { supporterId, locale: "es", now: now() });
    await erasePeople(db, { now: now() });
    const again = await signCampaign(db, aSigner({ ...signer, campaign: campaign.slug }));
    expect(again.outcome).toBe("signed");
    if (!("signatureId" in again)) throw new Error("the signature was refused");
    expect(again.signatureId).not.toBe(id);
    const { token } = await getConfirmationMail(db, again.signatureId);
    await confirmByToken(db, { token, now: now() });
    expect((await getCount(db, campaign.slug))?.signatures).toBe(1);
    const [person] = await db
      .select()
      .from(supporters)
      .where(eq(supporters.emailKey, emailKeyOf(requireEmailAddress(signer.email).canonical)));
    expect(person?.id).not.toBe(supporterId);
  });

  test("'never mail me' stays never, and gets no last mail", async () => {
    const { email, supporterId } = await aLeavingPerson("never");
    await sealMails(db);
    const emailKey = emailKeyOf(requireEmailAddress(email).canonical);
    await stopAllMail(db, emailKey);
    await requestErasure(db, { supporterId, locale: "en", now: now() });
    await erasePeople(db, { now: now() });
    expect(await takeSealedMails(db)).toEqual([]);
    expect((await getMailChoices(db, emailKey)).wanted).toBe("none");
  });

  test("takes their mails out of batches that were not tried, and leaves those of others", async () => {
    const { email, supporterId } = await aLeavingPerson("batch");
    const other = await aLeavingPerson("other-in-batch");
    while ((await sealBatch(db, { renderers, now: now() })) > 0);
    await requestErasure(db, { supporterId, locale: "en", now: now() });
    await erasePeople(db, { now: now() });
    const recipients = (await takeSealedMails(db)).map(({ to, subject }) => `${to} ${subject}`);
    expect(recipients.filter((line) => line.startsWith(other.email)).length).toBeGreaterThan(0);
    expect(recipients.filter((line) => line.startsWith(email))).toEqual([
      `${email} Everything about you has been erased`,
    ]);
  });

  test("deletes finished files that contain them, and starts unfinished ones again", async () => {
    const { campaign, supporterId } = await aLeavingPerson("files");
    const { id: actorId } = await aStaffMember(db);
    const layout = { format: "csv" as const, bom: false, columns: ["name"] };
    const asked = { actorId, campaign, reason: "A delivery", locale: "en", now: now(), layout, filter: {} };
    const made = await requestExport(db, asked);
    if (!("id" in made) || !made.id) throw new Error("the export was refused");
    await requestErasure(db, { supporterId, locale: "en", now: now() });
    await erasePeople(db, { now: now() });
    const [file] = await db.select().from(exports).where(eq(exports.id, made.id));
    expect(file).toMatchObject({ deletedAt: expect.any(Date), filterCipher: null });
  });
});
