import { signHref } from "@/app/_signing/call-out";
import type { CampaignStatus } from "@/lib/campaigns/campaign-status";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";

export type CallOutTexts = {
  takeAction: string;
  sign: string;
  seeOutcome: string;
  state: Record<CampaignStatus, string>;
};

type CallOutLinkProps = {
  campaign: CampaignWithSuccessor;
  article: string;
  number: string;
  around: { locale: Locale; texts: CallOutTexts };
};

/**
 * A call-out as a link. It omits the count: otherwise every signature would change the feed, and feed readers would mark its
 * entries as new.
 */
export function CallOutLink({
  campaign: asked,
  article,
  number,
  around: { locale, texts },
}: CallOutLinkProps) {
  const campaign = asked.successor ?? asked;
  const isOpen = campaign.status === "open";
  const page = `${env().APP_URL}${campaignPath(locale, campaign.slug)}`;
  return (
    <blockquote>
      <p>
        <strong>
          {isOpen ? texts.takeAction : texts.state[campaign.status]}: <span dir="auto">{campaign.title}</span>
        </strong>
      </p>
      <p dir="auto">{isOpen ? campaign.summary : (campaign.outcome ?? campaign.summary)}</p>
      <p>
        {isOpen ? (
          <a href={env().APP_URL + signHref(locale, campaign.slug, article, number)}>{texts.sign}</a>
        ) : (
          <a href={page}>{texts.seeOutcome}</a>
        )}
      </p>
    </blockquote>
  );
}
