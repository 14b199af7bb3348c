import { getTranslations } from "next-intl/server";
import { BySigningState } from "@/app/_signing/by-signing-state";
import { CallOut, ReplacesNote } from "@/app/_signing/call-out";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { LiveCount } from "@/app/_signing/live-count";
import { PetitionTarget } from "@/app/_signing/petition-target";
import { SigningSteps } from "@/app/_signing/signing-steps";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import type { ArticleCard } from "@/lib/articles/published-articles";
import { fromArticle, withAttribution } from "@/lib/attribution";
import type { CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";

type EndModuleProps = {
  campaign: CampaignWithSuccessor;
  article: ArticleCard;
  locale: Locale;
  texts: SigningTexts;
};

/** The primary campaign after the end of an article, with an open form, which works without JavaScript. */
export async function EndModule({ campaign: linked, article, locale, texts }: EndModuleProps) {
  const campaign = linked.successor ?? linked;
  const t = await getTranslations({ locale });
  if (campaign.status !== "open") {
    return (
      <div className="end-module">
        <CallOut campaign={linked} locale={locale} texts={texts} article={article.slug} number="end" />
      </div>
    );
  }
  return (
    <section className="end-module slip" id="act-end" aria-labelledby="end-title">
      <div className="grid content-start gap-4">
        <h2 id="end-title">
          <span className="kicker block">
            <BySigningState
              campaign={campaign.slug}
              open={t("article.actionTitle")}
              pending={t("campaign.oneStepLeft")}
              signed={t("campaign.signedByYou")}
            />
          </span>
          <span lang={campaign.locale} dir="auto">
            {campaign.title}
          </span>
        </h2>
        {linked.successor && <ReplacesNote campaign={linked} locale={locale} />}
        <PetitionTarget label={t("campaign.to")} target={campaign.target} lang={campaign.locale} />
        <p lang={campaign.locale} dir="auto">
          {campaign.summary}
        </p>
        <LiveCount
          campaign={campaign.slug}
          signatures={campaign.signatures}
          goal={campaign.goal}
          locale={locale}
          texts={texts.count}
          announced
        />
        <p>
          <a
            href={withAttribution(campaignPath(locale, campaign.slug, "sign"), {
              from: fromArticle(article.slug, "end"),
            })}
          >
            {t("campaign.readAndSign")}
          </a>
        </p>
      </div>
      <SigningSteps campaign={campaignToSign(campaign)} callout="end" />
    </section>
  );
}
