import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { consents, outboxMessages, signatureAttempts, signatures, supporters } from "@/db/schema";
import { isAttemptConfirmed, listAttempts, purgeAttempts } from "@/lib/signatures/attempts";
import { confirmByCode, confirmByToken } from "@/lib/signatures/confirm";
import { type AttemptRef, CONFIRM_WITHIN_DAYS } from "@/lib/signatures/confirm-token";
import { MAX_ATTEMPTS } from "@/lib/signatures/evict-attempts";
import { CONFIRMATION_INTERVAL_SECONDS } from "@/lib/signatures/mail-limits";
import { resendConfirmation } from "@/lib/signatures/resend-confirmation";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { getConfirmationMail, moveConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { sealMails } from "../support/sealed-mails";

const { db, drop } = await aDatabase();
afterAll(drop);

const DAY_MS = 86_400_000;
const now = new Date();

const attackersFields = {
  name: "Mallory Attacker",
  display: "full",
  comment: "Whatever I want.",
  country: "RU",
  updates: true,
  deliver: "name",
} as const;

async function sign(signer: NewSignature): Promise<AttemptRef> {
  const signed = await signCampaign(db, signer);
  if (!("signatureId" in signed)) throw new Error(`the signature was refused: ${signed.outcome}`);
  return signed;
}

async function aVictim() {
  const { slug } = await aCampaign(db);
  return aSigner({ campaign: slug, name: "V.", display: "anonymous", updates: false, deliver: "count" });
}

async function getStored({ signatureId }: AttemptRef) {
  const [signature] = await db.select().from(signatures).where(eq(signatures.id, signatureId));
  const given = await db.select().from(consents).where(eq(consents.signatureId, signatureId));
  return { ...signature, consents: given.map(({ purpose }) => purpose).sort() };
}

const mailOf = ({ signatureId, attemptId }: AttemptRef) => getConfirmationMail(db, signatureId, attemptId);
/** Lets the time between two mails pass, and requests the mail of an attempt. */
async function mailNow(attempt: AttemptRef) {
  await moveConfirmationMail(
    db,
    attempt.signatureId,
    new Date(Date.now() - (CONFIRMATION_INTERVAL_SECONDS + 1) * 1_000),
  );
  await resendConfirmation(db, attempt);
}
const countAttempts = (signatureId: string) =>
  db.$count(signatureAttempts, eq(signatureAttempts.signatureId, signatureId));

describe("attempts with the same address", () => {
  test("the code of another attempt's mail does not confirm", async () => {
    const victim = await aVictim();
    const attackers = await sign({ ...victim, ...attackersFields });
    const { code } = await mailOf(attackers);
    const own = await sign(victim);
    expect(own.attemptId).not.toBe(attackers.attemptId);
    // The only mail that has come is that of the attacker's attempt.
    expect(await confirmByCode(db, { code, attempt: own, now })).toMatchObject({ outcome: "wrong-code" });
    expect((await getStored(own)).confirmedAt).toBeNull();
    const ownCode = (await mailOf(own)).code;
    expect(await confirmByCode(db, { code: ownCode, attempt: own, now })).toMatchObject({
      outcome: "confirmed",
    });
    expect(await getStored(own)).toMatchObject({
      ...{ name: "V.", display: "anonymous", comment: null, country: null, deliveredAs: "count" },
      consents: ["signature"],
    });
  });

  test("a code confirms only its own attempt, in 200 concurrent runs with either order of signing", async () => {
    const people = await Promise.all(Array.from({ length: 200 }, aVictim));
    const confirmed = await Promise.all(
      people.map(async (victim, index) => {
        const both = [{ ...victim, ...attackersFields, comment: `${index}` }, victim];
        const [first, second] = await Promise.all((index % 2 === 0 ? both : both.reverse()).map(sign));
        const own = index % 2 === 0 ? second : first;
        if (!own) throw new Error("nobody signed");
        await mailNow(own);
        const { code } = await mailOf(own);
        const answer = await confirmByCode(db, { code, attempt: own, now });
        return { answer, stored: await getStored(own) };
      }),
    );
    for (const { answer, stored } of confirmed) {
      expect(answer.outcome).toBe("confirmed");
      expect(stored).toMatchObject({
        name: "V.",
        comment: null,
        display: "anonymous",
        consents: ["signature"],
      });
    }
  });

  test("a confirmed attempt is not replaced by one that is confirmed or made later", async () => {
    const victim = await aVictim();
    const own = await sign(victim);
    const { token } = await mailOf(own);
    const attackers = await sign({ ...victim, ...attackersFields });
    const attackersToken = (await mailOf(attackers)).token;
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
    expect((await confirmByToken(db, { token: attackersToken, now })).outcome).toBe("confirmed");
    expect(await getStored(own)).toMatchObject({ name: "V.", consents: ["signature"] });
    const later = await sign({ ...victim, ...attackersFields, name: "Later" });
    expect(await getStored(later)).toMatchObject({ name: "V.", attemptId: own.attemptId });
  });

  test("only the confirmed attempt has the status `confirmed`", async () => {
    const victim = await aVictim();
    const [attackers, own] = [await sign({ ...victim, ...attackersFields }), await sign(victim)];
    await confirmByToken(db, { token: (await mailOf(own)).token, now });
    expect([await isAttemptConfirmed(db, own), await isAttemptConfirmed(db, attackers)]).toEqual([
      true,
      false,
    ]);
  });
});

test("confirming a corrected attempt stores the corrected name", async () => {
  const signer = { ...(await aVictim()), name: "Ada Byrn" };
  const first = await sign(signer);
  const corrected = await sign({ ...signer, name: "Ada Byron", updates: true });
  expect(corrected.signatureId).toBe(first.signatureId);
  await confirmByCode(db, { code: (await mailOf(corrected)).code, attempt: corrected, now });
  expect(await getStored(corrected)).toMatchObject({ name: "Ada Byron", consents: ["signature", "updates"] });
  const [person] = await db.select().from(supporters).where(eq(supporters.name, "Ada Byron"));
  expect(person?.verifiedAt).toEqual(expect.any(Date));
});

test("each attempt has its own code and link, and its mail contains no input", async () => {
  const signer = await aVictim();
  const attempts = [await sign(signer), await sign({ ...signer, ...attackersFields })];
  const [one, two] = await Promise.all(attempts.map(mailOf));
  expect(one?.code).not.toBe(two?.code);
  expect(one?.token).not.toBe(two?.token);
  const inTime = new Date(Date.now() + 2 * CONFIRMATION_INTERVAL_SECONDS * 1_000);
  const mails = (await sealMails(db, inTime)).filter(({ to }) => to === signer.email.address);
  expect(mails).toHaveLength(2);
  for (const mail of mails) expect(JSON.stringify(mail)).not.toMatch(/Mallory|Whatever/);
});

test("the mailed link lists all pending attempts, and each can be confirmed", async () => {
  const signer = await aVictim();
  const first = await sign({ ...signer, ...attackersFields });
  await sign(signer);
  const waiting = await listAttempts(db, first.signatureId);
  expect(waiting.map(({ name, updates }) => [name, updates])).toEqual([
    ["V.", false],
    ["Mallory Attacker", true],
  ]);
  await confirmByToken(db, { token: (await mailOf(first)).token, now });
  expect(await listAttempts(db, first.signatureId)).toEqual([]);
  expect(await getStored(first)).toMatchObject({ name: "Mallory Attacker" });
});

test("a signature stored by the previous version, without an attempt, is mailed and confirmed with its consents", async () => {
  const signer = await aVictim();
  const { signatureId: id } = await sign(signer);
  await db.delete(signatureAttempts).where(eq(signatureAttempts.signatureId, id));
  await db.update(signatures).set({ attemptId: null, mailId: null }).where(eq(signatures.id, id));
  const signatureId = id;
  await db.update(outboxMessages).set({ payload: { signatureId } }).where(eq(outboxMessages.subjectId, id));
  await db.insert(consents).values({
    ...{ signatureId, purpose: "updates" as const, wording: "News?", wordingVersion: "1", locale: "en" },
  });
  const mails = (await sealMails(db)).filter(({ to }) => to === signer.email.address);
  expect(mails).toHaveLength(1);
  const { token } = await getConfirmationMail(db, id, id);
  expect(JSON.stringify(mails)).toContain(token);
  expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
  expect(await getStored({ signatureId, attemptId: id })).toMatchObject({
    ...{ name: "V.", consents: ["updates"] },
  });
});

describe("limits", () => {
  test(`a signature keeps ${MAX_ATTEMPTS} attempts, mailed ones longest`, async () => {
    const signer = await aVictim();
    const own = await sign(signer);
    for (let nth = 0; nth < 20; nth += 1)
      await sign({ ...signer, ...attackersFields, name: `Mallory ${nth}` });
    expect(await countAttempts(own.signatureId)).toBe(MAX_ATTEMPTS);
    const { code } = await mailOf(own);
    expect((await confirmByCode(db, { code, attempt: own, now })).outcome).toBe("confirmed");
    expect((await getStored(own)).name).toBe("V.");
  });

  test("attempts of a confirmed signature are deleted after their links expire", async () => {
    const signer = await aVictim();
    const own = await sign(signer);
    const waiting = await sign(await aVictim());
    const { token } = await mailOf(own);
    await sign({ ...signer, ...attackersFields });
    await confirmByToken(db, { token, now });
    const later = (days: number) => new Date(Date.now() + days * DAY_MS);
    await purgeAttempts(db, { now: later(CONFIRM_WITHIN_DAYS), limit: 1_000 });
    expect(await countAttempts(own.signatureId)).toBe(2);
    await purgeAttempts(db, { now: later(CONFIRM_WITHIN_DAYS + 2), limit: 1_000 });
    expect([await countAttempts(own.signatureId), await countAttempts(waiting.signatureId)]).toEqual([0, 1]);
    expect((await confirmByToken(db, { token, now })).outcome).toBe("confirmed");
    expect(await isAttemptConfirmed(db, own)).toBe(true);
  });
});

test("10,000 guesses at the codes of three victims confirm nothing, even between correct codes of the attacker", async () => {
  const ROUNDS = 100;
  const GUESSES_PER_ROUND = 100;
  const victims = await Promise.all(Array.from({ length: 3 }, async () => sign(await aVictim())));
  const codes = await Promise.all(victims.map(mailOf));
  const outcomes = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    // A correct code of the attacker's own signature.
    const own = await sign(await aVictim());
    await confirmByCode(db, { code: (await mailOf(own)).code, attempt: own, now });
    const guesses = Array.from({ length: GUESSES_PER_ROUND }, (_, nth) => {
      const place = nth % victims.length;
      const attempt = victims[place];
      const right = Number(codes[place]?.code);
      const code = String((right + 1 + round * GUESSES_PER_ROUND + nth) % 1_000_000).padStart(6, "0");
      if (!attempt) throw new Error("no victim");
      return confirmByCode(db, { code, attempt, now });
    });
    for (const { outcome } of await Promise.all(guesses)) outcomes.add(outcome);
  }
  expect([...outcomes]).toEqual(["wrong-code"]);
  // Only five guesses for each were compared. After them, the correct code is refused as well.
  for (const [place, attempt] of victims.entries()) {
    expect(await confirmByCode(db, { code: codes[place]?.code ?? "", attempt, now })).toEqual({
      outcome: "wrong-code",
      triesLeft: 0,
    });
    expect((await getStored(attempt)).confirmedAt).toBeNull();
  }
}, 60_000);
