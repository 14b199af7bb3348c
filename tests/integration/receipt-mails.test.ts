import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { campaigns, outboxMessages, signatures, supporters } from "@/db/schema";
import { renderReceiptMails } from "@/lib/jobs/render-receipt-mails";
import { meToken } from "@/lib/me/me-token";
import { RECEIPT_TOPIC } from "@/lib/receipts/receipt-mails";
import { receiptToken } from "@/lib/receipts/receipt-token";
import { door } from "@/server/door";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";

const { db, drop } = await aDatabase();
afterAll(drop);

const proven = await aProvenCampaign(db);
const { sign, signPending, withdraw, quarantine } = proven;

const get = (path: string, headers: Record<string, string> = {}) =>
  door.request(`http://localhost${path}`, { headers });

async function _bearerOf(signatureId: string) {
  const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  const token = meToken({ kind: "show", supporterId: row?.supporterId ?? "", at: new Date() });
  return { authorization: `Bearer ${token}` };
}

async function _receiptOf(signatureId: string) {
  return (await get(`/api/v1/receipts/${receiptToken(signatureId)}`)).json();
}

const check = (receipt: unknown) =>
  door.request("http://localhost/api/v1/receipts/verification", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof receipt === "string" ? receipt : JSON.stringify(receipt),
  });
const _statusOf = async (receipt: unknown) => (await (await check(receipt)).json()).status;

describe("the mail with the receipt", () => {
  const listMessages = (signatureId: string) =>
    db
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.subjectId, signatureId), eq(outboxMessages.topic, RECEIPT_TOPIC)));

  async function render(signatureId: string) {
    const [message] = await listMessages(signatureId);
    if (!message) throw new Error("no mail was enqueued");
    const { id, topic, payload, priority, createdAt: requestedAt } = message;
    const mails = await db.transaction((tx) =>
      renderReceiptMails(tx, [{ id, topic, payload, priority, requestedAt }]),
    );
    return mails.get(id);
  }

  async function supporterOf(signatureId: string) {
    const [row] = await db
      .select({ id: supporters.id, mailedAt: supporters.mailedAt })
      .from(supporters)
      .innerJoin(signatures, eq(signatures.supporterId, supporters.id))
      .where(eq(signatures.id, signatureId));
    if (!row) throw new Error("there is no such person");
    return row;
  }

  test("is enqueued once by confirming, and not for a signature that does not count", async () => {
    const { id, token } = await signPending();
    expect(await listMessages(id)).toHaveLength(0);
    await proven.confirm(token);
    await proven.confirm(token);
    expect(await listMessages(id)).toMatchObject([{ priority: 4, payload: { signatureId: id } }]);
    const doubted = await signPending();
    await quarantine(doubted.id);
    await proven.confirm(doubted.token);
    expect(await listMessages(doubted.id)).toHaveLength(0);
  });

  test("is not enqueued where the campaign sends none", async () => {
    const other = await aProvenCampaign(db);
    await db.update(campaigns).set({ thanksMail: false }).where(eq(campaigns.id, other.campaign.id));
    expect(await listMessages(await other.sign())).toHaveLength(0);
  });

  test("links to the receipt, and does not use up the mails of the day", async () => {
    const id = await sign();
    const mail = await render(id);
    expect(mail).toMatchObject({
      subject: expect.stringContaining("Your receipt"),
      text: expect.stringContaining(`/en/receipts/${receiptToken(id)}`),
    });
    expect((await supporterOf(id)).mailedAt).toEqual([]);
  });

  test("is not sent after a withdrawal, or to people who want no mail", async () => {
    const [withdrawn, silent] = [await sign(), await sign()];
    await withdraw(withdrawn);
    const { id } = await supporterOf(silent);
    await db.update(supporters).set({ neverMailAt: new Date() }).where(eq(supporters.id, id));
    expect(await render(withdrawn)).toEqual({ noMail: "withdrawn, or not counted" });
    expect(await render(silent)).toEqual({ noMail: "suppressed: its owner wants no mail" });
  });
});
