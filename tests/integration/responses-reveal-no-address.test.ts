import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { outboxMessages, signatureAttempts, signatures, supporters } from "@/db/schema";
import { newId } from "@/lib/ids";
import { MAX_CODE_TRIES } from "@/lib/signatures/try-code";
import { addressRecord, requireEmailAddress } from "@/lib/supporters/address";
import { suppressEmailKeys } from "@/lib/supporters/suppress";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign } from "../support/factories";
import { sealMails } from "../support/sealed-mails";
import { signMany } from "../support/signers";
import { aSigningBrowser } from "../support/signing-browser";

const { db, drop } = await aDatabase();
afterAll(drop);

let network = 0;
/** A browser in a network of its own. */
const aBrowser = () => aSigningBrowser({ network: `198.51.100.${++network}` });
type Answer = Awaited<ReturnType<ReturnType<typeof aBrowser>["attempt"]>>;
const anAddress = () => `${newId()}@example.org`;

describe("responses to a browser that does not own the address", () => {
  /** A campaign, and addresses in every state. Their owners sign as "Owner". */
  async function aCampaignWithAddresses() {
    const { slug, id } = await aCampaign(db);
    const emails = {
      new: anAddress(),
      pending: anAddress(),
      confirmed: anAddress(),
      withdrawn: anAddress(),
      suppressed: anAddress(),
      unsubscribedFromAll: anAddress(),
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
    await signMany(db, emails.unsubscribedFromAll, 1);
    const silent = addressRecord(requireEmailAddress(emails.unsubscribedFromAll), newId()).emailKey;
    await db.update(supporters).set({ neverMailAt: new Date() }).where(eq(supporters.emailKey, silent));
    return { slug, id, emails };
  }

  test("signing nine times keeps the same attempts for every state of the address", async () => {
    const { slug, emails } = await aCampaignWithAddresses();
    for (const email of [emails.new, emails.confirmed, emails.withdrawn, emails.suppressed]) {
      const browsers = Array.from({ length: 9 }, aBrowser);
      for (const [nth, browser] of browsers.entries())
        await browser.sign(slug, { name: `Attacker ${"abcdefghi"[nth]}`, email });
      const statuses = [];
      for (const browser of browsers) statuses.push((await browser.attempt(slug)).body.status);
      const [kept, deleted] = ["pending", "none"];
      expect(statuses).toEqual([kept, kept, kept, deleted, deleted, deleted, deleted, kept, kept]);
    }
  });

  test.each(["Attacker", "Owner"])(
    "are the same for new, pending, confirmed, withdrawn and suppressed addresses (name of the %s)",
    async (name) => {
      const { slug, id, emails } = await aCampaignWithAddresses();
      const answers = [];
      for (const email of Object.values(emails)) {
        const attacker = aBrowser();
        const signed = await attacker.sign(slug, { name, email });
        const codes = [];
        for (let tries = 0; tries < MAX_CODE_TRIES + 1; tries += 1)
          codes.push((await attacker.confirm({ code: "000000", campaign: slug })).text);
        const attempt = (await attacker.attempt(slug)).body;
        const asked = await attacker.askForMail({ campaign: slug });
        await letTwoMinutesPass();
        await attacker.askForMail({ campaign: slug });
        codes.push((await attacker.confirm({ code: "000000", campaign: slug })).text);
        answers.push({
          signed: [signed.status, signed.text, signed.headers.getSetCookie().join().length],
          ...{ codes, attempt: { ...attempt, nextMailAt: null, mailAt: null } },
          asked: [asked.status, Object.keys(asked.body), asked.headers.getSetCookie().join().length],
        });
      }
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await db.$count(signatures, eq(signatures.campaignId, id))).toBe(6);
    },
  );

  test.each(["signs again", "requests another mail"])(
    "stay the same for every state of the address when the browser %s six times in a day, beyond the daily mail limit",
    async (request) => {
      const { slug, emails } = await aCampaignWithAddresses();
      const attackers = Object.values(emails).map((email) => ({ email, browser: aBrowser(), answers: [""] }));
      // Below, at and above the limit of codes; none at first, so that the limits of mails and codes are not reached together.
      for (const [round, codes] of [0, 0, 2, 5, 6, 4].entries()) {
        await Promise.all(
          attackers.map(async ({ email, browser, answers }) => {
            const asked: Answer =
              round === 0 || request === "signs again"
                ? await browser.sign(slug, { name: "Attacker", email })
                : await browser.askForMail({ campaign: slug });
            answers.push(bytesOf(asked));
            for (let tries = 0; tries < codes; tries += 1)
              answers.push(bytesOf(await browser.confirm({ code: "000000", campaign: slug })));
            answers.push(bytesOf(await browser.attempt(slug)));
          }),
        );
        await sealMails(db);
        await letTwoMinutesPass();
      }
      const answers = attackers.map((attacker) => attacker.answers.join("\n"));
      for (const answer of answers) expect(answer).toBe(answers[0]);
      for (const premise of ["The code is locked", "Too many codes"]) expect(answers[0]).toContain(premise);
    },
  );

  /** The response as text, with times replaced, and sealed values by their lengths. */
  function bytesOf({ status, text, headers }: Answer): string {
    const cookie = headers
      .getSetCookie()
      .map((value) => value.replace(/=[^;]*/, (sealed) => `=${sealed.length}`));
    const others = [...headers].filter(([name]) => name !== "set-cookie");
    return JSON.stringify([status, text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME"), others, cookie]);
  }

  test("an exact guess of the fields before they are confirmed reveals the confirmation, and confirms, mails and changes nothing", async () => {
    const { slug, id } = await aCampaign(db);
    const fields = { name: "Owner", email: anAddress(), display: "full" };
    const [owner, attacker] = [aBrowser(), aBrowser()];
    await owner.sign(slug, fields);
    const mails = await db.$count(outboxMessages);
    await attacker.sign(slug, fields);
    expect(await db.$count(outboxMessages)).toBe(mails);
    expect((await attacker.confirm({ code: "000000", campaign: slug })).status).toBe(422);
    const attempt = await newestAttemptOf("Owner");
    const { code } = await getConfirmationMail(db, attempt.signatureId, attempt.id);
    expect((await owner.confirm({ code, campaign: slug })).status).toBe(200);
    const [confirmed] = await db.select().from(signatures).where(eq(signatures.campaignId, id));
    const share = expect.stringContaining("/s/");
    expect((await attacker.attempt(slug)).body).toEqual({ status: "confirmed", share });
    await attacker.sign(slug, { ...fields, comment: "Not mine." });
    const [after] = await db.select().from(signatures).where(eq(signatures.campaignId, id));
    for (const field of ["name", "comment", "display", "confirmedAt"] as const)
      expect(after?.[field]).toEqual(confirmed?.[field]);
  });

  async function letTwoMinutesPass() {
    const aWhileAgo = new Date(Date.now() - 300_000);
    await db.update(signatures).set({ confirmationAskedAt: aWhileAgo });
    await db.update(signatureAttempts).set({ triesShownFrom: aWhileAgo });
  }

  async function newestAttemptOf(name: string) {
    const rows = await db.select().from(signatureAttempts).where(eq(signatureAttempts.name, name));
    const newest = rows.sort((one, other) => other.attemptedAt.getTime() - one.attemptedAt.getTime())[0];
    if (!newest) throw new Error("no attempt");
    return newest;
  }
});
