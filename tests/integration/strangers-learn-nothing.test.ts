import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { signatureAttempts, signatures } from "@/db/schema";
import { newId } from "@/lib/ids";
import { MAX_CODE_TRIES } from "@/lib/signatures/try-code";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { suppressEmailKeys } from "@/lib/supporters/suppress";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { aSigningBrowser } from "../support/signing-browser";

const { db, drop } = await aDatabase();
afterAll(drop);

let network = 0;
/** A browser in a network of its own. */
const aBrowser = () => aSigningBrowser({ network: `198.51.100.${++network}` });
const anAddress = () => `${newId()}@example.org`;

describe("what strangers learn about an address", () => {
  /** A campaign, and addresses in every state. Their owners sign as "Owner". */
  async function aCampaignWithAddresses() {
    const { slug, id } = await aCampaign(db);
    const emails = {
      new: anAddress(),
      pending: anAddress(),
      confirmed: anAddress(),
      withdrawn: anAddress(),
      suppressed: anAddress(),
    };
    const owner = aBrowser();
    await owner.sign(slug, { name: "Owner", email: emails.pending });
    for (const state of ["confirmed", "withdrawn"] as const) {
      await owner.sign(slug, { name: "Owner", email: emails[state] });
      const attempt = await newestAttemptOf("Owner");
      const { code } = await getConfirmationMail(db, attempt.signatureId, attempt.id);
      expect((await owner.confirm({ code, campaign: slug })).status).toBe(200);
      if (state === "withdrawn")
        await db
          .update(signatures)
          .set({ withdrawnAt: new Date() })
          .where(eq(signatures.id, attempt.signatureId));
    }
    const { emailKey } = addressRecord(requireEmailAddress(emails.suppressed), newId());
    await db.transaction((tx) => suppressEmailKeys(tx, { emailKeys: [emailKey], reason: "bounced" }));
    return { slug, id, emails };
  }

  test("is nothing from what is displaced when they sign many times", async () => {
    const { slug, emails } = await aCampaignWithAddresses();
    for (const email of [emails.new, emails.confirmed, emails.withdrawn, emails.suppressed]) {
      const browsers = Array.from({ length: 9 }, aBrowser);
      for (const [nth, browser] of browsers.entries())
        await browser.sign(slug, { name: `Stranger ${"abcdefghi"[nth]}`, email });
      const statuses = [];
      for (const browser of browsers) statuses.push((await browser.attempt(slug)).body.status);
      const [stays, goes] = ["pending", "none"];
      expect(statuses).toEqual([stays, stays, stays, goes, goes, goes, goes, stays, stays]);
    }
  });

  test.each(["Stranger", "Owner"])(
    "is nothing: one in any state gets the same answers to everything (words of the %s)",
    async (name) => {
      const { slug, id, emails } = await aCampaignWithAddresses();
      const answers = [];
      for (const email of Object.values(emails)) {
        const stranger = aBrowser();
        const signed = await stranger.sign(slug, { name, email });
        const codes = [];
        for (let tries = 0; tries < MAX_CODE_TRIES + 1; tries += 1)
          codes.push((await stranger.confirm({ code: "000000", campaign: slug })).text);
        const attempt = (await stranger.attempt(slug)).body;
        const asked = await stranger.askForMail({ campaign: slug });
        await letTwoMinutesPass();
        await stranger.askForMail({ campaign: slug });
        codes.push((await stranger.confirm({ code: "000000", campaign: slug })).text);
        answers.push({
          signed: [signed.status, signed.text, signed.headers.getSetCookie().join().length],
          ...{ codes, attempt: { ...attempt, nextMailAt: null } },
          asked: [asked.status, Object.keys(asked.body), asked.headers.getSetCookie().join().length],
        });
      }
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await db.$count(signatures, eq(signatures.campaignId, id))).toBe(5);
    },
  );

  async function letTwoMinutesPass() {
    const aWhileAgo = new Date(Date.now() - 300_000);
    await db.update(signatures).set({ confirmationAskedAt: aWhileAgo });
    await db.update(signatureAttempts).set({ attemptedAt: aWhileAgo });
  }

  async function newestAttemptOf(name: string) {
    const rows = await db.select().from(signatureAttempts).where(eq(signatureAttempts.name, name));
    const newest = rows.sort((one, other) => other.attemptedAt.getTime() - one.attemptedAt.getTime())[0];
    if (!newest) throw new Error("no attempt");
    return newest;
  }
});
