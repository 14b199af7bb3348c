import { getTranslations } from "next-intl/server";
import { Moment } from "@/app/_components/public-time";
import { SharePanel } from "@/app/_sharing/share-panel";
import { getCampaignShareProps } from "@/app/_sharing/share-panel-props";
import { BySigningState, UntilSigned } from "@/app/_signing/by-signing-state";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { LiveCount } from "@/app/_signing/live-count";
import { SigningSteps } from "@/app/_signing/signing-steps";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { StatusDate } from "./status-date";

type CampaignAsideProps = { campaign: Campaign; locale: Locale; texts: SigningTexts };

/** The count with the form while the campaign is open, else with its outcome; and the share panel. */
export async function CampaignAside({ campaign, locale, texts }: CampaignAsideProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const { slug, closesAt } = campaign;
  const open = campaign.status === "open";
  return (
    <section
      className="slip campaign-aside"
      id="sign"
      aria-labelledby="sign-title"
      data-state={campaign.status}
    >
      <h2 id="sign-title" className="text-[min(1.875rem,10vw)] font-semibold leading-tight">
        {open ? (
          <BySigningState
            campaign={slug}
            open={t("sign")}
            pending={t("oneStepLeft")}
            signed={t("signedByYou")}
          />
        ) : (
          t(`state.${campaign.status}`)
        )}
      </h2>
      <div className="numerals text-lg">
        <LiveCount
          campaign={slug}
          signatures={campaign.signatures}
          goal={campaign.goal}
          locale={locale}
          texts={texts.count}
          announced
        />
      </div>
      {open && closesAt && (
        <p className="text-soft text-sm">
          {t.rich("until", { date: () => <Moment at={closesAt} locale={locale} /> })}
        </p>
      )}
      {open ? (
        <SigningSteps campaign={campaignToSign(campaign)} callout="page" />
      ) : (
        <Outcome campaign={campaign} locale={locale} />
      )}
      {open ? (
        <UntilSigned campaign={slug}>
          <ShareCampaign campaign={campaign} locale={locale} />
        </UntilSigned>
      ) : (
        <ShareCampaign campaign={campaign} locale={locale} />
      )}
    </section>
  );
}

async function ShareCampaign({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const shareProps = await getCampaignShareProps({ campaign, locale, as: "reader" });
  return (
    <>
      <h3 id="pass-on" className="pass-on-title">
        {shareProps.texts.campaign}
      </h3>
      <SharePanel {...shareProps} />
    </>
  );
}

async function Outcome({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const { status, successorSlug, outcome } = campaign;
  return (
    <div className="grid gap-3">
      <StatusDate campaign={campaign} locale={locale} />
      {outcome && (
        <p className="font-serif text-xl" dir="auto">
          {outcome}
        </p>
      )}
      {status === "replaced" && successorSlug && (
        <a className="button button-act" href={campaignPath(locale, successorSlug)}>
          {t("successor")}
        </a>
      )}
    </div>
  );
}
