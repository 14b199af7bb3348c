import { createHash, createPublicKey, verify } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { signatures } from "@/db/schema";
import { meToken } from "@/lib/me/me-token";
import { canonicalJson } from "@/lib/receipts/canonical-json";
import { receiptToken } from "@/lib/receipts/receipt-token";
import { CONSENT_WORDING } from "@/lib/signatures/consent-wording";
import { door } from "@/server/door";
import { aDatabase } from "../support/database";
import { aProvenCampaign } from "../support/proof";

const { db, drop } = await aDatabase();
afterAll(drop);

const proven = await aProvenCampaign(db);
const { campaign, sign, signPending, withdraw, undo, quarantine, restore, endDay } = proven;

const get = (path: string, headers: Record<string, string> = {}) =>
  door.request(`http://localhost${path}`, { headers });

async function bearerOf(signatureId: string) {
  const [row] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  const token = meToken({ kind: "show", supporterId: row?.supporterId ?? "", at: new Date() });
  return { authorization: `Bearer ${token}` };
}

async function receiptOf(signatureId: string) {
  return (await get(`/api/v1/receipts/${receiptToken(signatureId)}`)).json();
}

const check = (receipt: unknown) =>
  door.request("http://localhost/api/v1/receipts/verification", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof receipt === "string" ? receipt : JSON.stringify(receipt),
  });
const statusOf = async (receipt: unknown) => (await (await check(receipt)).json()).status;

test("a receipt states the words signed with their hash, the moment, the consents and who is responsible, and nobody's name", async () => {
  const id = await sign();
  const receipt = await receiptOf(id);
  const [text] = campaign.texts;
  expect(receipt).toMatchObject({
    identifier: id,
    campaign: { slug: campaign.slug },
    text: { title: text?.title, target: text?.target, summary: text?.summary, ask: text?.ask, version: 1 },
    controller: { name: expect.any(String), address: expect.any(String) },
    rights: { exercisedAt: expect.stringMatching(/\/en\/me$/), wording: expect.stringContaining("Withdraw") },
    type: ["dpv:ConsentReceipt", "dpv:ConsentRecord"],
  });
  const { title, target, summary, ask, sha256 } = receipt.text;
  const words = [title, target, summary, ask].join("\n\n");
  expect(createHash("sha256").update(words).digest("hex")).toBe(sha256);
  const [row] = await db.select().from(signatures).where(eq(signatures.id, id));
  expect(receipt.confirmedAt).toBe(row?.confirmedAt?.toISOString());
  const wordings = receipt.consents.map(({ wording }: { wording: string }) => wording);
  expect(wordings.join(" ")).toContain(CONSENT_WORDING.en.signature);
  expect(JSON.stringify(receipt)).not.toContain(row?.name);
  expect(JSON.stringify(receipt)).not.toMatch(/@example\.org/);
});

test("its signature verifies with the published key alone, however the file is laid out", async () => {
  const { authenticity, ...statement } = await receiptOf(await sign());
  const { keys } = await (await get("/api/v1/keys")).json();
  const key = keys.find(({ id }: { id: string }) => id === authenticity.keyId);
  const x = Buffer.from(key.publicKey, "base64").toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signature = Buffer.from(authenticity.signature, "base64");
  const reversed = Object.fromEntries(Object.entries(statement).reverse());
  expect(verify(null, Buffer.from(canonicalJson(reversed)), publicKey, signature)).toBe(true);
  expect(verify(null, Buffer.from(canonicalJson({ ...statement, locale: "fr" })), publicKey, signature)).toBe(
    false,
  );
});

describe("the receipt of an id", () => {
  test("is given to its signer, and to nobody else", async () => {
    const [own, other] = [await sign(), await sign()];
    const path = `/api/v1/receipts/${own}`;
    const answer = await get(path, await bearerOf(own));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(await answer.json()).toEqual(await receiptOf(own));
    expect((await get(path, await bearerOf(other))).status).toBe(404);
    const anonymous = await get(path);
    expect([anonymous.status, anonymous.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect((await get(path, { authorization: "Bearer nonsense" })).status).toBe(401);
  });

  test("does not exist before confirming, after withdrawing, or for a forged link", async () => {
    const { id } = await signPending();
    const withdrawn = await sign();
    await withdraw(withdrawn);
    for (const token of [id, withdrawn].map(receiptToken))
      expect((await get(`/api/v1/receipts/${token}`)).status).toBe(404);
    expect((await get(`/api/v1/receipts/${"A".repeat(43)}`)).status).toBe(404);
    expect((await get(`/api/v1/receipts/%00`)).status).toBe(404);
  });
});

describe("checking a receipt", () => {
  test("says whether its signature stands, was withdrawn, or is kept without counting", async () => {
    const id = await sign();
    const receipt = await receiptOf(id);
    expect(await statusOf(receipt)).toBe("stands");
    await quarantine(id);
    expect(await statusOf(receipt)).toBe("not-counted");
    await restore(id);
    await withdraw(id);
    expect(await statusOf(receipt)).toBe("withdrawn");
    await undo(id);
    expect(await statusOf(`\n${JSON.stringify(receipt, null, 4)} `)).toBe("stands");
    await db.update(signatures).set({ confirmedAt: new Date() }).where(eq(signatures.id, id));
    expect(await statusOf(receipt)).toBe("withdrawn");
    expect(await statusOf(await receiptOf(id))).toBe("stands");
  });

  test("still says that we issued it after the signature was erased", async () => {
    const id = await sign();
    const receipt = await receiptOf(id);
    await db.execute(sql`delete from consents where signature_id = ${id}`);
    await db.execute(sql`delete from share_links where owner_signature_id = ${id}`);
    await db.delete(signatures).where(eq(signatures.id, id));
    expect(await statusOf(receipt)).toBe("gone");
  });

  test("finds every change", async () => {
    const receipt = await receiptOf(await sign());
    const changes = {
      text: { ...receipt.text, ask: `${receipt.text.ask}!` },
      confirmedAt: "2020-01-01T00:00:00.000Z",
      consents: [],
      log: { ...receipt.log, secret: receipt.log.secret.replace(/^./, "_") },
      added: "a line",
    };
    for (const [field, value] of Object.entries(changes))
      expect(await statusOf({ ...receipt, [field]: value }), field).toBe("not-ours");
    const { keyId } = receipt.authenticity;
    expect(await statusOf({ ...receipt, authenticity: { keyId, signature: "AAAA" } })).toBe("not-ours");
  });

  test("refuses what is no receipt, and repeats nothing of it", async () => {
    for (const text of ["", "hello", "[]", "{}", "null", "[".repeat(50_000), '{"identifier":"<script>"}']) {
      const answer = await check(text);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toEqual({ status: "unreadable" });
    }
    expect((await check(`"${"x".repeat(700_000)}"`)).status).toBe(413);
  });

  test("finds the entry in the public log once the day is over", async () => {
    const other = await aProvenCampaign(db);
    const id = await other.sign();
    await other.move("2025-03-01");
    const receipt = await receiptOf(id);
    expect(await (await check(receipt)).json()).toMatchObject({ status: "stands", entry: null });
    await other.endDay("2025-03-01");
    expect(await (await check(receipt)).json()).toMatchObject({
      campaign: other.campaign.slug,
      entry: { position: 0, day: "2025-03-01" },
      commitment: receipt.log.commitment,
    });
    const found = `/api/v1/campaigns/${other.campaign.slug}/proof/entries/${receipt.log.commitment}`;
    expect((await get(found)).status).toBe(200);
    expect(await endDay("2025-03-09")).toBeDefined();
  });

  test("works as a form without scripts, pasted or as a file", async () => {
    const text = JSON.stringify(await receiptOf(await sign()));
    const pasted = new FormData();
    pasted.set("receipt", text);
    pasted.set("locale", "es");
    const uploaded = new FormData();
    uploaded.set("receipt", "");
    uploaded.set("file", new File([text], "receipt.json"));
    for (const [form, title] of [
      [pasted, "La firma sigue en pie"],
      [uploaded, "The signature stands"],
    ] as const) {
      const answer = await door.request("http://localhost/api/v1/receipts/verification", {
        method: "POST",
        body: form,
      });
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(await answer.text()).toContain(title);
    }
  });
});
