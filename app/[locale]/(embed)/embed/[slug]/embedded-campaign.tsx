import { getTranslations } from "next-intl/server";
import { CampaignCover } from "@/app/_campaigns/campaign-heading";
import { StatusDate } from "@/app/_campaigns/status-date";
import { ReplacesNote } from "@/app/_signing/call-out";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { LiveCount } from "@/app/_signing/live-count";
import { PetitionTarget } from "@/app/_signing/petition-target";
import { SigningSteps } from "@/app/_signing/signing-steps";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import { withAttribution } from "@/lib/attribution";
import { EMBED_CHANNEL } from "@/lib/campaigns/embed-snippet";
import type { Campaign, CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { articlePath, campaignPath, legalPath } from "@/lib/paths";
import { ArticleLink } from "./article-link";

type EmbeddedCampaignProps = {
  campaign: CampaignWithSuccessor;
  /** Published articles with the campaign. */
  articles: { slug: string; title: string }[];
  locale: Locale;
  texts: SigningTexts;
};

/** The id of the form. The button of a low frame links to it. */
const FORM_ID = "sign";

/** A campaign with its form for a partner's page. It shows the successor of a replaced campaign, as a call-out does. */
export async function EmbeddedCampaign({ campaign: linked, articles, locale, texts }: EmbeddedCampaignProps) {
  const campaign = linked.successor ?? linked;
  const { status } = campaign;
  return (
    <main id="main" className="embed-page" data-state={status}>
      <div className="embed-text">
        <Petition linked={linked} locale={locale} texts={texts} />
        <ReadLinks campaign={campaign} articles={articles} locale={locale} />
        <ActBar campaign={campaign} locale={locale} />
      </div>
      <div className="embed-act" id={FORM_ID}>
        {status === "open" ? (
          <SigningSteps campaign={campaignToSign(campaign)} />
        ) : (
          <NotOpen campaign={campaign} locale={locale} />
        )}
      </div>
      <Colophon locale={locale} />
    </main>
  );
}

/** The title, the target, the summary and the count. */
async function Petition({
  linked,
  locale,
  texts,
}: Pick<EmbeddedCampaignProps, "locale" | "texts"> & { linked: CampaignWithSuccessor }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const campaign = linked.successor ?? linked;
  const { slug, title, signatures, goal, status } = campaign;
  return (
    <>
      <CampaignCover campaign={campaign} className="embed-cover" />
      <p className="kicker">{status === "open" ? t("kicker") : `${t("kicker")} · ${t(`state.${status}`)}`}</p>
      <h1 lang={campaign.locale} dir="auto">
        {title}
      </h1>
      {linked.successor && <ReplacesNote campaign={linked} locale={locale} opensTab />}
      <PetitionTarget
        label={t("to")}
        target={campaign.target}
        lang={campaign.locale}
        className="font-serif text-lg"
      />
      <p lang={campaign.locale} dir="auto">
        {campaign.summary}
      </p>
      {campaign.locale !== locale && <p className="text-soft text-sm">{t("inYourLanguage")}</p>}
      <LiveCount {...{ campaign: slug, signatures, goal, locale, texts: texts.count }} announced />
    </>
  );
}

function pageUrl(campaign: Campaign, locale: Locale): string {
  return `${env().APP_URL}${withAttribution(campaignPath(locale, campaign.slug), { channel: EMBED_CHANNEL })}`;
}

async function ReadLinks({
  campaign,
  articles,
  locale,
}: Pick<EmbeddedCampaignProps, "articles" | "locale"> & { campaign: Campaign }) {
  const t = await getTranslations({ locale });
  const links = articles.map(({ slug, title }) => ({
    slug,
    title,
    href: env().APP_URL + withAttribution(articlePath(locale, slug), { channel: EMBED_CHANNEL }),
  }));
  return (
    <>
      <ArticleLink articles={links} texts={{ article: t("embed.article"), newTab: t("passOn.newTab") }} />
      <p className="text-sm">
        <a className="inline-block py-1" href={pageUrl(campaign, locale)} target="_blank" rel="noopener">
          {t("embed.read")}
          <span className="sr-only"> {t("passOn.newTab")}</span>
        </a>
      </p>
    </>
  );
}

/**
 * The button at the lower edge of a frame that does not show the whole embed. It links to the form below. In a sandbox, which
 * cannot send forms, and for a campaign that is not open, it links to the campaign's page.
 */
async function ActBar({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale });
  const { status } = campaign;
  if (status === "open") {
    return (
      <p className="embed-bar">
        <a className="button button-act text-lg embed-jump" href={`#${FORM_ID}`}>
          {t("embed.signThere")}
        </a>
        <a
          className="button button-act text-lg embed-leave"
          href={`${pageUrl(campaign, locale)}#sign`}
          target="_blank"
          rel="noopener"
        >
          {t("embed.signThere")}
        </a>
      </p>
    );
  }
  return (
    <p className="embed-bar">
      <a className="button button-quiet" href={pageUrl(campaign, locale)} target="_blank" rel="noopener">
        {t(status === "upcoming" ? "campaign.readAndSign" : "campaign.seeOutcome")}
      </a>
    </p>
  );
}

/** The outcome of an ended campaign, or the opening day of an upcoming one. */
function NotOpen({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const { outcome } = campaign;
  return (
    <div className="grid content-start gap-3">
      <StatusDate campaign={campaign} locale={locale} />
      {outcome && (
        <p className="font-serif text-xl" lang={campaign.locale} dir="auto">
          {outcome}
        </p>
      )}
    </div>
  );
}

/** Names our site below the embed. */
async function Colophon({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale });
  return (
    <footer className="embed-colophon">
      <a className="inline-block py-1" href={`${env().APP_URL}/${locale}`} target="_blank" rel="noopener">
        {t("site.name")}
      </a>
      <a
        className="inline-block py-1"
        href={env().APP_URL + legalPath(locale, "privacy")}
        target="_blank"
        rel="noopener"
      >
        {t("legal.footer.privacy")}
      </a>
      <span>{t("embed.promise")}</span>
    </footer>
  );
}
