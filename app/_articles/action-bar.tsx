import { getTranslations } from "next-intl/server";
import { BySigningState } from "@/app/_signing/by-signing-state";
import { SignLabel, signHref } from "@/app/_signing/call-out";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { SignDialogLink } from "@/app/_signing/sign-in-place";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";

/** The sign button at the bottom of the screen on phones. It never covers the focused element (WCAG 2.4.11). */
export async function ActionBar({
  campaign,
  article,
  locale,
}: {
  campaign: Campaign;
  article: string;
  locale: Locale;
}) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <aside className="action-bar" aria-label={campaign.title}>
      <p>
        <BySigningState
          campaign={campaign.slug}
          open={null}
          pending={`${t("oneStepLeft")}: `}
          signed={`${t("signedByYou")}: `}
        />
        <span lang={campaign.locale} dir="auto">
          {campaign.title}
        </span>
      </p>
      <SignDialogLink
        campaign={campaignToSign(campaign)}
        callout="bar"
        href={signHref(locale, campaign.slug, article, "bar")}
        className="button button-act shrink-0"
      >
        <SignLabel campaign={campaign.slug} locale={locale} />
      </SignDialogLink>
    </aside>
  );
}
