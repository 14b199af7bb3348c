import { and, eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { consents, petitionTexts } from "@/db/schema";
import { petitionTextHash } from "@/lib/campaigns/petition-text-hash";
import { newId } from "@/lib/ids";
import { confirmByToken } from "@/lib/signatures/confirm";
import { getSignatureDetail } from "@/lib/signatures/detail";
import { getConfirmationMail } from "../support/confirmations";
import { aDatabase } from "../support/database";
import { aCampaign, aSigner } from "../support/factories";
import { signAndLoad } from "../support/sign";

const { db, drop } = await aDatabase();
afterAll(drop);

test("the consent to delivery names the target exactly as the petition does, before and after confirming", async () => {
  const campaign = await aCampaign(db);
  const target = "The $& board of $1 Ltd";
  const text = { title: "Pay them", target, summary: "They work.", ask: "Pay." };
  const stored = { id: newId(), campaignId: campaign.id, locale: "en", sha256: petitionTextHash(text) };
  await db.insert(petitionTexts).values({ ...text, ...stored, publishedAt: new Date("2024-06-01") });
  const { signatureId } = await signAndLoad(db, aSigner({ campaign: campaign.slug }));
  const wording = `${target} will receive your full name and country.`;
  const pending = await getSignatureDetail(db, { campaignId: campaign.id, signatureId });
  expect(pending?.consents.map((consent) => consent.wording)).toContain(wording);
  const { token } = await getConfirmationMail(db, signatureId);
  await confirmByToken(db, { token, now: new Date() });
  const delivery = and(eq(consents.signatureId, signatureId), eq(consents.purpose, "delivery"));
  expect(await db.select().from(consents).where(delivery)).toMatchObject([{ wording }]);
});
