import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { commentReviews, nameReviews, signatures } from "@/db/schema";
import { getCount } from "@/lib/campaigns/published-campaigns";
import { readMeToken } from "@/lib/me/me-token";
import { answerLinkRequests } from "@/lib/me/request-link";
import { foldCountEvents } from "@/lib/reporting/fold-count-events";
import { emailKeyOf, requireEmailAddress } from "@/lib/supporters/address";
import { stopAllMail } from "@/lib/supporters/mail-choices";
import { aDatabase } from "../support/database";
import { anOwnBrowser } from "../support/own-browser";
import { aConfirmedSigner } from "../support/own-signatures";
import { sealMails } from "../support/sealed-mails";

const { db, drop } = await aDatabase();
afterAll(drop);

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

const countOf = async (slug: string) => (await getCount(db, slug))?.signatures;

/** Asks for a link, and returns the mails that the worker sends because of it. */
async function askForLink(email: unknown) {
  const answer = await anOwnBrowser().call("/api/v1/me/links", {
    method: "POST",
    json: { email, locale: "en" },
  });
  await answerLinkRequests(db);
  return { answer, mails: await sealMails(db) };
}

const tokenIn = (text: string) => /\/en\/me\/([\w-]+)/.exec(text)?.[1] ?? "";

describe("asking for a link", () => {
  test("mails a link that acts, for any spelling of the address", async () => {
    const { email, supporterId } = await aConfirmedSigner(db, { email: "rosa.lee@gmail.com" });
    const { answer, mails } = await askForLink("RosaLee+petitions@googlemail.com");
    expect([answer.status, answer.body]).toEqual([202, { status: "link-sent" }]);
    expect(mails).toMatchObject([{ to: email }]);
    const token = tokenIn(mails[0]?.text ?? "");
    expect(readMeToken(token)).toMatchObject({ kind: "link", supporterId });
    expect(mails[0]?.text).not.toMatch(/\b\d{6}\b/);
  });

  test("answers alike for unknown and suppressed addresses, which get no mail, and refuses only malformed ones", async () => {
    const { email } = await aConfirmedSigner(db);
    await stopAllMail(db, emailKeyOf(requireEmailAddress(email).canonical));
    for (const address of ["nobody@example.org", email]) {
      const { answer, mails } = await askForLink(address);
      expect([answer.status, answer.body, mails]).toEqual([202, { status: "link-sent" }, []]);
    }
    const { answer } = await askForLink("nobody");
    expect(answer.status).toBe(422);
    expect(answer.body.errors.email).toHaveLength(1);
  });

  test("mails three links at once and no more, whatever other mails the person got today", async () => {
    const { email } = await aConfirmedSigner(db);
    const sent = [];
    for (let round = 0; round < 5; round += 1) sent.push((await askForLink(email)).mails.length);
    expect(sent).toEqual([1, 1, 1, 0, 0]);
  });

  test("from a form leads to a page that is the same for everybody", async () => {
    const answer = await anOwnBrowser().call("/api/v1/me/links", {
      method: "POST",
      form: { email: "nobody@example.org", locale: "es" },
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/es/me?sent"]);
  });
});

describe("the bearer token of a fresh link", () => {
  test("lists the signatures, without caching", async () => {
    const { id, campaign, link } = await aConfirmedSigner(db, { display: "full", comment: "For all." });
    const { status, body, headers } = await anOwnBrowser().call("/api/v1/me", { method: "GET", token: link });
    expect(status).toBe(200);
    expect(body.signatures).toMatchObject([
      {
        ...{ id, campaign: campaign.slug, name: "Rosa Lee", display: "full", comment: "For all." },
        ...{ withdrawnAt: null, text: { version: 1, sha256: campaign.texts[0]?.sha256 } },
        share: expect.stringContaining("/s/"),
      },
    ]);
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  test("withdraws, undoes, and does both twice without harm", async () => {
    const { id, campaign, link: token } = await aConfirmedSigner(db);
    const path = `/api/v1/me/signatures/${id}/withdrawal`;
    const browser = anOwnBrowser();
    for (const _ of [1, 2]) {
      const { status, body } = await browser.call(path, { method: "POST", token });
      expect([status, body.campaign]).toEqual([200, campaign.slug]);
      expect(await countOf(campaign.slug)).toBe(0);
    }
    for (const _ of [1, 2]) {
      const { status, body } = await browser.call(path, { method: "DELETE", token });
      expect([status, body.withdrawnAt]).toEqual([200, null]);
      expect(await countOf(campaign.slug)).toBe(1);
    }
  });

  test("corrects name, country and comment by the rules of signing, and moves the tallies of the country", async () => {
    const { id, campaign, link: token } = await aConfirmedSigner(db, { country: "FR", comment: "Old" });
    const path = `/api/v1/me/signatures/${id}`;
    const browser = anOwnBrowser();
    const refused = await browser.call(path, { method: "PATCH", token, json: { name: "see example.org" } });
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ["name"]]);
    const json = { name: "Rosa Leigh", country: "es", comment: "New", display: "full" };
    const { status, body } = await browser.call(path, { method: "PATCH", token, json });
    expect([status, body]).toMatchObject([200, { ...json, country: "ES", publicName: "Rosa Leigh" }]);
    await foldCountEvents(db);
    const tallies =
      await db.$client`select name, confirmed from origin_tallies where campaign_id = ${campaign.id} and dimension = 'country' and confirmed <> 0`;
    expect([...tallies]).toEqual([{ name: "ES", confirmed: 1 }]);
    expect(await countOf(campaign.slug)).toBe(1);
    const [review] = await db.select().from(commentReviews).where(eq(commentReviews.signatureId, id));
    expect(review?.approvedAt).toBeNull();
  });

  test("has a changed public name reviewed again where the campaign holds new ones", async () => {
    const { id, link: token } = await aConfirmedSigner(db, { display: "full" }, { reviewsNames: true });
    await db.update(nameReviews).set({ approvedAt: new Date() }).where(eq(nameReviews.signatureId, id));
    const path = `/api/v1/me/signatures/${id}`;
    const { body } = await anOwnBrowser().call(path, {
      method: "PATCH",
      token,
      json: { name: "Somebody Rude" },
    });
    expect(body).toMatchObject({ name: "Somebody Rude", publicName: null });
  });

  test("exports everything, and does nothing to signatures of others", async () => {
    const { email, link: token } = await aConfirmedSigner(db, { comment: "For all.", channel: "e-mail" });
    const other = await aConfirmedSigner(db);
    const browser = anOwnBrowser();
    const { status, body } = await browser.call("/api/v1/me/export", { method: "GET", token });
    expect([status, body]).toMatchObject([
      200,
      { person: { email }, signatures: [{ comment: "For all.", channel: "e-mail" }] },
    ]);
    for (const [method, path] of [
      ["POST", `/api/v1/me/signatures/${other.id}/withdrawal`],
      ["DELETE", `/api/v1/me/signatures/${other.id}/withdrawal`],
      ["PATCH", `/api/v1/me/signatures/${other.id}`],
      ["POST", "/api/v1/me/signatures/nothing/withdrawal"],
    ] as const) {
      const json = method === "PATCH" ? {} : undefined;
      expect((await browser.call(path, { method, token, json })).status).toBe(404);
    }
    expect(await countOf(other.campaign.slug)).toBe(1);
  });

  test("is refused for undoing after a day, and for correcting what is withdrawn", async () => {
    const { id, link: token } = await aConfirmedSigner(db);
    const browser = anOwnBrowser();
    await browser.call(`/api/v1/me/signatures/${id}/withdrawal`, { method: "POST", token });
    expect(
      (await browser.call(`/api/v1/me/signatures/${id}`, { method: "PATCH", token, json: {} })).status,
    ).toBe(409);
    await db
      .update(signatures)
      .set({ withdrawnAt: ago(60 * 25) })
      .where(eq(signatures.id, id));
    const late = await browser.call(`/api/v1/me/signatures/${id}/withdrawal`, { method: "DELETE", token });
    expect([late.status, late.body.title]).toEqual([409, "It is too late to undo this"]);
  });
});
