import { getTranslations } from "next-intl/server";
import type { Campaign } from "@/lib/campaigns/queries";
import type { Locale } from "@/lib/i18n/locales";
import { LiveCount } from "./live-count";
import { SignInPlace } from "./sign-in-place";
import type { SigningTexts } from "./texts";

type CallOutProps = {
  campaign: Campaign;
  locale: Locale;
  texts: SigningTexts;
  /** Where it stands: the article and the number of the call-out in it. */
  article: string;
  number: string;
};

/** A petition slip laid into the column. It follows its campaign: open, won, closed or carried on elsewhere. */
export async function CallOut({ campaign, locale, texts, article, number }: CallOutProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const heading = `callout-${number}`;
  const open = campaign.state === "open";
  return (
    <aside
      className="slip call-out"
      id={`act-${number}`}
      aria-labelledby={heading}
      data-state={campaign.state}
    >
      <h2 id={heading} lang={campaign.locale}>
        <span className="kicker block" lang={locale}>
          {open ? `${t("takeAction")}:` : t(`state.${campaign.state}`)}{" "}
        </span>
        {campaign.title}
      </h2>
      <p className="text-soft" lang={campaign.locale}>
        {campaign.state === "won" || campaign.state === "closed"
          ? (campaign.outcome ?? campaign.summary)
          : campaign.summary}
      </p>
      {open ? (
        <>
          <LiveCount
            campaign={campaign.slug}
            signatures={campaign.signatures}
            goal={campaign.goal}
            locale={locale}
            texts={texts.count}
          />
          <SignInPlace
            campaign={{ slug: campaign.slug, title: campaign.title, textId: campaign.textId }}
            callout={number}
            href={actionHref(locale, campaign.slug, article, number)}
            className="button button-act justify-self-start"
          >
            {t("sign")}
          </SignInPlace>
        </>
      ) : (
        <EndedLink campaign={campaign} locale={locale} />
      )}
    </aside>
  );
}

/** Where a call-out leads without scripts: the form of the campaign's page, which learns from the address where its reader came from. */
export function actionHref(locale: Locale, campaign: string, article: string, number: string): string {
  return `/${locale}/campaigns/${campaign}/sign?from=${article}.${number}#sign`;
}

async function EndedLink({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const successor = campaign.state === "replaced" ? campaign.successorSlug : null;
  return (
    <>
      <p className="numerals">{t("signedBy", { count: campaign.signatures })}</p>
      <a
        className="button button-quiet justify-self-start"
        href={`/${locale}/campaigns/${successor ?? campaign.slug}`}
      >
        {successor ? t("successor") : t("seeOutcome")}
      </a>
    </>
  );
}
