import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { consents, consentWordings } from "@/db/schema";
import { getPublishedCampaign } from "@/lib/campaigns/published-campaigns";
import { confirmByToken } from "@/lib/signatures/confirm";
import { CONSENT_VERSION, CONSENT_WORDING } from "@/lib/signatures/consent-wording";
import { findShownWording, publishWording } from "@/lib/signatures/consent-wordings";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner, aStaffMember } from "../support/factories";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

const now = new Date();
const { id: actorId } = await aStaffMember(db, { role: "owner" });
const texts = (word: string) => ({
  signature: `${word}: you agree that we count you.`,
  delivery: `${word}: {target} receives your name.`,
  display: `${word}: the public sees nothing.`,
  updates: `${word}: mail me about it.`,
});
const publish = (word: string, { base = 0, campaign = null as { id: string; slug: string } | null } = {}) =>
  publishWording(db, { ...texts(word), language: "en", base, campaign, actorId, now });

/** Signs with what the form shows now, confirms, and returns what was agreed to. */
async function consentsOf(slug: string, display: "anonymous" | "full" = "anonymous") {
  const page = await getPublishedCampaign(db, { slug, locale: "en" });
  const shown = page?.wording?.id ?? CONSENT_VERSION;
  const wording = await findShownWording(db, { shown, campaign: slug, locale: "en" });
  const signer = aSigner({ campaign: slug, display, updates: true, ...(wording && { wording }) });
  const { signatureId } = await signAndLoad(db, signer);
  const { token } = await getConfirmationMail(db, signatureId);
  await confirmByToken(db, { token, now: new Date() });
  const rows = await db.select().from(consents).where(eq(consents.signatureId, signatureId));
  return Object.fromEntries(
    rows.map(({ purpose, wording: text, wordingVersion }) => [purpose, { text, wordingVersion }]),
  );
}

test("without a wording of staff, each consent has the program's own; a shown name is a consent, too", async () => {
  const { slug } = await aCampaign(db);
  const given = await consentsOf(slug, "full");
  expect(given.signature).toEqual({ text: CONSENT_WORDING.en.signature, wordingVersion: CONSENT_VERSION });
  expect(given.display).toEqual({ text: CONSENT_WORDING.en.display, wordingVersion: CONSENT_VERSION });
  expect(Object.keys(await consentsOf(slug))).not.toContain("display");
});

test("a campaign's wording goes before the site's, and a consent keeps the wording it was given under", async () => {
  const [one, other] = [await aCampaign(db), await aCampaign(db)];
  expect(await publish("Site")).toEqual({ outcome: "published", version: 1 });
  const before = await consentsOf(one.slug);
  expect(before.delivery).toEqual({ text: "Site: The mayor receives your name.", wordingVersion: "site/1" });
  await publish("Own", { campaign: one });
  expect((await consentsOf(one.slug)).signature).toEqual({
    text: texts("Own").signature,
    wordingVersion: `${one.slug}/1`,
  });
  expect((await consentsOf(other.slug)).signature?.text).toBe(texts("Site").signature);
  const kept = await db.select().from(consents).where(eq(consents.wordingVersion, "site/1"));
  expect(kept.length).toBeGreaterThan(0);
});

test("a form that shows an earlier wording is recorded with that one; an unknown or foreign one counts as the current one", async () => {
  const [one, other] = [await aCampaign(db), await aCampaign(db)];
  await publish("First", { campaign: one });
  const first = (await getPublishedCampaign(db, { slug: one.slug, locale: "en" }))?.wording?.id;
  await publish("Second", { base: 1, campaign: one });
  const find = (shown: string | undefined, campaign: string) =>
    findShownWording(db, { shown, campaign, locale: "en" });
  expect((await find(first, one.slug))?.texts.signature).toBe(texts("First").signature);
  expect((await find(undefined, one.slug))?.texts.signature).toBe(texts("Second").signature);
  expect((await find("nonsense", one.slug))?.texts.signature).toBe(texts("Second").signature);
  expect((await find(first, other.slug))?.texts.signature).toBe(texts("Site").signature);
  expect(await find(CONSENT_VERSION, one.slug)).toBeNull();
});

test("of two people who publish at once, one is asked to look again; a version never changes", async () => {
  const campaign = await aCampaign(db);
  const outcomes = await Promise.all([1, 2, 3].map((number) => publish(`Try ${number}`, { campaign })));
  expect(outcomes.filter(({ outcome }) => outcome === "published")).toHaveLength(1);
  await expect(db.delete(consentWordings)).rejects.toThrow();
});
