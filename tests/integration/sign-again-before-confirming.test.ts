import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { signatureAttempts, signatures, supporters } from "@/db/schema";
import { CONFIRMATION_INTERVAL_SECONDS, MAX_CONFIRMATION_MAILS } from "@/lib/signatures/mail-limits";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { getConfirmationMail, moveConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { countConfirmationMails, signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const sign = (signer: NewSignature) => signAndLoad(db, signer);

/** Moves the last confirmation request into the past. */
async function passSeconds(signatureId: string, seconds: number) {
  await moveConfirmationMail(db, signatureId, new Date(Date.now() - seconds * 1_000));
}

describe("another mail", () => {
  test("is sent when the person signs again after two minutes, with a new code and new tries, and not before", async () => {
    const signer = aSigner({ campaign: (await aCampaign(db)).slug });
    const { stored } = await sign(signer);
    await passSeconds(stored.id, CONFIRMATION_INTERVAL_SECONDS - 30);
    await sign(signer);
    expect(await countConfirmationMails(db, stored.id)).toBe(1);
    await passSeconds(stored.id, CONFIRMATION_INTERVAL_SECONDS + 1);
    const attempt = eq(signatureAttempts.signatureId, stored.id);
    await db.update(signatureAttempts).set({ codeTries: 5 }).where(attempt);
    const { code } = await getConfirmationMail(db, stored.id);
    const again = await Promise.all([sign(signer), sign(signer), sign(signer)]);
    expect(again.map(({ outcome }) => outcome)).toEqual([
      "already-signed",
      "already-signed",
      "already-signed",
    ]);
    expect(again[0]?.stored).toMatchObject({ confirmationsAsked: 2 });
    expect(await db.select().from(signatureAttempts).where(attempt)).toMatchObject([{ codeTries: 0 }]);
    expect((await getConfirmationMail(db, stored.id)).code).not.toBe(code);
    expect(await countConfirmationMails(db, stored.id)).toBe(2);
  });

  test(`is sent at most ${MAX_CONFIRMATION_MAILS - 1} times`, async () => {
    const signer = aSigner({ campaign: (await aCampaign(db)).slug });
    const { stored } = await sign(signer);
    for (let day = 0; day < MAX_CONFIRMATION_MAILS + 3; day += 1) {
      await passSeconds(stored.id, CONFIRMATION_INTERVAL_SECONDS + 1);
      await sign(signer);
    }
    expect(await countConfirmationMails(db, stored.id)).toBe(MAX_CONFIRMATION_MAILS);
  });

  test("is not sent to a person who has confirmed", async () => {
    const signer = aSigner({ campaign: (await aCampaign(db)).slug });
    const { stored } = await sign(signer);
    await db.update(signatures).set({ confirmedAt: new Date() }).where(eq(signatures.id, stored.id));
    await passSeconds(stored.id, CONFIRMATION_INTERVAL_SECONDS + 1);
    expect((await sign(signer)).outcome).toBe("already-signed");
    expect(await countConfirmationMails(db, stored.id)).toBe(1);
  });

  test("is never sent to people who stopped all mail; the response is the same", async () => {
    const { stored } = await sign(
      aSigner({ campaign: (await aCampaign(db)).slug, email: "never@example.org" }),
    );
    await db.update(supporters).set({ neverMailAt: new Date() }).where(eq(supporters.id, stored.supporterId));
    const other = await sign(aSigner({ campaign: (await aCampaign(db)).slug, email: "never@example.org" }));
    expect(other.outcome).toBe("signed");
    expect(await countConfirmationMails(db, other.stored.id)).toBe(0);
  });
});
