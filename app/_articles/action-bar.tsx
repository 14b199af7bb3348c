import { getTranslations } from "next-intl/server";
import { signHref } from "@/app/_signing/call-out";
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
    <aside className="action-bar" aria-label={`${t("takeAction")}: ${campaign.title}`}>
      <p lang={campaign.locale}>{campaign.title}</p>
      <SignDialogLink
        campaign={{ slug: campaign.slug, title: campaign.title, textId: campaign.textId }}
        callout="bar"
        href={signHref(locale, campaign.slug, article, "bar")}
        className="button button-act shrink-0"
      >
        {t("sign")}
      </SignDialogLink>
    </aside>
  );
}
