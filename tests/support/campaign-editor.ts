import type { Database } from "@/db/client";
import { getCampaignToEdit } from "@/lib/campaigns/campaign-to-edit";
import { signCampaign } from "@/lib/signatures/sign";
import { aSigner } from "./factories";

/** Returns a campaign as its editor loads it. Throws if it does not exist. */
export async function getEditableCampaign(db: Database, slug: string) {
  const campaign = await getCampaignToEdit(db, { slug, locale: "en", now: new Date() });
  if (!campaign) throw new Error(`no campaign ${slug}`);
  return campaign;
}

/** Signs a campaign with a new address; `text` is the version of the petition text shown on the page. Returns the id of the signature. */
export async function signAsNewSupporter(
  db: Database,
  { campaign, text }: { campaign: string; text?: string },
) {
  const signed = await signCampaign(db, aSigner({ campaign, text }));
  if (signed.outcome !== "signed") throw new Error(signed.outcome);
  return signed.signatureId;
}
