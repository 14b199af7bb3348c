import type { Database } from "@/db/client";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { signCampaign } from "@/lib/signatures/sign";
import { aSigner } from "./factories";

/** What somebody of the staff sees who opens the desk of a campaign. */
export async function getEditableCampaign(db: Database, slug: string) {
  const campaign = await getCampaignToEdit(db, { slug, locale: "en", now: new Date() });
  if (!campaign) throw new Error(`no campaign ${slug}`);
  return campaign;
}

/** Somebody new signs, with the text that was on their page if it matters. */
export async function signAsNewSupporter(
  db: Database,
  { campaign, text }: { campaign: string; text?: string },
) {
  const signed = await signCampaign(db, aSigner({ campaign, text }));
  if (signed.outcome !== "signed") throw new Error(signed.outcome);
  return signed.signatureId;
}
