import { asc, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { campaigns, consents, outboxMessages, signatureAttempts, signatures, supporters } from "@/db/schema";
import { confirmByToken } from "@/lib/signatures/confirm";
import { CONSENT_VERSION, CONSENT_WORDING } from "@/lib/signatures/consent-wording";
import { signCampaign } from "@/lib/signatures/sign";
import type { NewSignature } from "@/lib/signatures/sign-input";
import { openAddress } from "@/lib/supporters/address";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { countConfirmationMails, signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const HOUR_MS = 3_600_000;
const PARALLEL = 30;

const sign = (signer: NewSignature) => signAndLoad(db, signer);

describe("signing", () => {
  test("signing stores the signed text, one queued mail and an encrypted address", async () => {
    const campaign = await aCampaign(db);
    const { outcome, stored } = await sign(
      aSigner({
        campaign: campaign.slug,
        name: "Ada Byron",
        email: "Ada@Example.org",
        country: "GB",
        comment: "Yes.",
        display: "first",
      }),
    );
    expect(outcome).toBe("signed");
    expect(stored).toMatchObject({
      name: "Ada Byron",
      country: "GB",
      comment: "Yes.",
      display: "first",
      textId: campaign.texts.find(({ locale }) => locale === "en")?.id,
      confirmedAt: null,
      confirmationsAsked: 1,
    });
    const [person] = await db.select().from(supporters).where(eq(supporters.id, stored.supporterId));
    expect(openAddress(person?.emailCipher ?? new Uint8Array(), stored.supporterId)).toBe("Ada@example.org");
    expect(person).toMatchObject({ emailDomain: "example.org", name: null, verifiedAt: null });
    const everything = await db.execute(
      sql`select s.*::text, p.*::text from signatures s, supporters p where p.id = s.supporter_id`,
    );
    expect(JSON.stringify(everything)).not.toMatch(/ada@/i);
    const [mail] = await db.select().from(outboxMessages).where(eq(outboxMessages.subjectId, stored.id));
    expect(mail).toMatchObject({
      topic: "signature.confirmation-requested",
      priority: 1,
      payload: { signatureId: stored.id },
    });
  });

  test("signing again with other values keeps the first values and stores the new ones as a second attempt", async () => {
    const campaign = await aCampaign(db);
    const { stored } = await sign(
      aSigner({ campaign: campaign.slug, email: "a.da@gmail.com", name: "Ada", updates: false }),
    );
    const again = await sign(
      aSigner({
        campaign: campaign.slug,
        email: "ADA+x@googlemail.com",
        name: "Eve",
        comment: "No.",
        display: "full",
        updates: true,
      }),
    );
    expect(again).toMatchObject({ outcome: "already-signed", signatureId: stored.id });
    expect(again.stored).toMatchObject({ name: "Ada", comment: null, display: "anonymous" });
    const attempts = await db
      .select()
      .from(signatureAttempts)
      .where(eq(signatureAttempts.signatureId, stored.id))
      .orderBy(asc(signatureAttempts.attemptedAt));
    expect(attempts).toMatchObject([
      { name: "Ada", comment: null, display: "anonymous" },
      { name: "Eve", comment: "No.", display: "full" },
    ]);
  });

  test(`${PARALLEL} concurrent requests store one signature, one supporter and one mail`, async () => {
    const campaign = await aCampaign(db);
    const all = await Promise.all(
      Array.from({ length: PARALLEL }, (_, index) =>
        signCampaign(
          db,
          aSigner({ campaign: campaign.slug, name: "Ada", email: `par.allel+${index}@gmail.com` }),
        ),
      ),
    );
    expect(all.filter(({ outcome }) => outcome === "signed")).toHaveLength(1);
    expect(all.filter(({ outcome }) => outcome === "already-signed")).toHaveLength(PARALLEL - 1);
    const rows = await db.select().from(signatures).where(eq(signatures.campaignId, campaign.id));
    expect(rows).toHaveLength(1);
    expect(await countConfirmationMails(db, rows[0]?.id ?? "")).toBe(1);
    expect(await db.$count(signatureAttempts, eq(signatureAttempts.signatureId, rows[0]?.id ?? ""))).toBe(1);
  });

  test("signing two campaigns concurrently stores two signatures of one supporter", async () => {
    const both = await Promise.all([aCampaign(db), aCampaign(db)]);
    const signed = await Promise.all(
      both.map(({ slug }) => sign(aSigner({ campaign: slug, email: "both@example.org" }))),
    );
    expect(signed.map(({ outcome }) => outcome)).toEqual(["signed", "signed"]);
    expect(new Set(signed.map(({ stored }) => stored.supporterId)).size).toBe(1);
  });
});

describe("campaigns that take no signatures", () => {
  const yesterday = new Date(Date.now() - 24 * HOUR_MS);
  const tomorrow = new Date(Date.now() + 24 * HOUR_MS);

  test.each([
    ["is closed", { closedAt: yesterday }],
    ["has passed its last day", { closesAt: yesterday }],
    ["is won", { wonAt: yesterday }],
    ["has not opened", { opensAt: tomorrow }],
  ])("a campaign that %s is reported as closed, and the address is not stored", async (_, dates) => {
    const campaign = await aCampaign(db, dates);
    const people = await db.$count(supporters);
    expect(await signCampaign(db, aSigner({ campaign: campaign.slug }))).toEqual({
      outcome: "closed-campaign",
    });
    expect(await db.$count(supporters)).toBe(people);
  });

  test("a replaced campaign is reported as closed", async () => {
    const successor = await aCampaign(db);
    const campaign = await aCampaign(db, { successorId: successor.id });
    expect(await signCampaign(db, aSigner({ campaign: campaign.slug }))).toEqual({
      outcome: "closed-campaign",
    });
  });

  test("a draft or missing campaign is reported as unknown", async () => {
    const draft = await aCampaign(db, { publishedAt: null });
    const later = await aCampaign(db, { publishedAt: tomorrow });
    for (const campaign of [draft.slug, later.slug, "no-such-campaign"])
      expect(await signCampaign(db, aSigner({ campaign }))).toEqual({ outcome: "unknown-campaign" });
    expect(await db.$count(campaigns, eq(campaigns.slug, draft.slug))).toBe(1);
  });
});

describe("the consents of a signature", () => {
  /** Signs a campaign and confirms. Returns the consents that are stored then. */
  async function consentsTo(signer: NewSignature) {
    const { stored } = await sign(signer);
    expect(await db.$count(consents, eq(consents.signatureId, stored.id))).toBe(0);
    const { token } = await getConfirmationMail(db, stored.id);
    await confirmByToken(db, { token, now: new Date() });
    const { purpose, wording, wordingVersion: version, locale } = consents;
    return db
      .select({ purpose, wording, version, locale })
      .from(consents)
      .where(eq(consents.signatureId, stored.id))
      .orderBy(asc(consents.purpose));
  }

  test("are stored at the confirmation, with the wording that was shown", async () => {
    const { slug } = await aCampaign(db);
    const given = await consentsTo(aSigner({ campaign: slug, deliver: "count", locale: "es" }));
    expect(given).toEqual([
      { purpose: "signature", wording: CONSENT_WORDING.es.signature, version: CONSENT_VERSION, locale: "es" },
    ]);
  });

  test("include news only if its box was ticked", async () => {
    const { slug } = await aCampaign(db);
    const given = await consentsTo(aSigner({ campaign: slug, updates: true, deliver: "count" }));
    expect(given.map(({ purpose, wording }) => [purpose, wording])).toEqual([
      ["signature", CONSENT_WORDING.en.signature],
      ["updates", CONSENT_WORDING.en.updates],
    ]);
  });

  test("include delivery, with the name of the target, unless the signer is counted without a name", async () => {
    const { slug, texts } = await aCampaign(db);
    const { target } = texts.find(({ locale }) => locale === "en") ?? {};
    const given = await consentsTo(aSigner({ campaign: slug }));
    expect(given.map(({ purpose, wording }) => [purpose, wording])).toEqual([
      ["delivery", `${target} will receive your full name and country.`],
      ["signature", CONSENT_WORDING.en.signature],
    ]);
  });
});
