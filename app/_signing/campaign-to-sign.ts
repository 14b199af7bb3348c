import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { CampaignToSign } from "./signing-context";

/** Reduces a campaign to what its form and its dialog show. */
export function campaignToSign(campaign: Campaign): CampaignToSign {
  const {
    slug,
    title,
    textId,
    target,
    summary,
    signatures,
    goal,
    locale: language,
    wording,
    keptDays,
  } = campaign;
  return { slug, title, textId, target, summary, signatures, goal, language, wording, keptDays };
}
