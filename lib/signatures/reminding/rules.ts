import { type CampaignDates, campaignState } from "@/lib/campaigns/rules";
import { CONFIRM_WITHIN_DAYS, MAILS_PER_SIGNATURE } from "../confirmation/rules";

const DAY_MS = 86_400_000;

/** A signature that nobody has confirmed, with what decides whether its signer is reminded. */
export type Unconfirmed = {
  signedAt: Date;
  confirmationsAsked: number;
  quarantinedAt: Date | null;
  neverMailAt: Date | null;
  unsubscribedAt: Date | null;
  suppressed: string | null;
  campaign: CampaignDates & { publishedAt: Date | null };
};

/** Whether its signer is reminded; if not, they never will be: nothing of this turns back, or not before it is too late. */
export function isWorthReminding(unconfirmed: Unconfirmed, now: Date): boolean {
  const { signedAt, confirmationsAsked, quarantinedAt, campaign } = unconfirmed;
  const wantsMail = !unconfirmed.neverMailAt && !unconfirmed.unsubscribedAt && !unconfirmed.suppressed;
  const isRemembered = now.getTime() - signedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
  const isOpen = campaign.publishedAt !== null && campaignState(campaign, now) === "open";
  return wantsMail && isRemembered && isOpen && !quarantinedAt && confirmationsAsked < MAILS_PER_SIGNATURE;
}
