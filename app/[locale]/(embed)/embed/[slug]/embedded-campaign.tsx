import { getTranslations } from "next-intl/server";
import { CampaignCover } from "@/app/_campaigns/campaign-heading";
import { StatusDate } from "@/app/_campaigns/status-date";
import { ReplacesNote } from "@/app/_signing/call-out";
import { campaignToSign } from "@/app/_signing/campaign-to-sign";
import { LiveCount } from "@/app/_signing/live-count";
import { SigningSteps } from "@/app/_signing/signing-steps";
import type { SigningTexts } from "@/app/_signing/signing-texts";
import { withAttribution } from "@/lib/attribution";
import { EMBED_CHANNEL } from "@/lib/campaigns/embed-snippet";
import type { Campaign, CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";

type EmbeddedCampaignProps = { campaign: CampaignWithSuccessor; locale: Locale; texts: SigningTexts };

/** A campaign with its form for a partner's page. It shows the successor of a replaced campaign, as a call-out does. */
export async function EmbeddedCampaign({ campaign: linked, locale, texts }: EmbeddedCampaignProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const campaign = linked.successor ?? linked;
  const { slug, title, signatures, goal, status } = campaign;
  const open = status === "open";
  return (
    <main id="main" className="embed-page" data-state={status}>
      <div className="embed-text">
        <CampaignCover campaign={campaign} className="embed-cover" />
        <p className="kicker">{open ? t("kicker") : `${t("kicker")} · ${t(`state.${status}`)}`}</p>
        <h1 lang={campaign.locale}>{title}</h1>
        {linked.successor && <ReplacesNote campaign={linked} locale={locale} />}
        <p className="font-serif text-lg">
          <span className="text-soft">{t("to")}:</span> <span lang={campaign.locale}>{campaign.target}</span>
        </p>
        <p lang={campaign.locale}>{campaign.summary}</p>
        {campaign.locale !== locale && <p className="text-soft text-sm">{t("inYourLanguage")}</p>}
        <LiveCount {...{ campaign: slug, signatures, goal, locale, texts: texts.count }} announced />
        <ReadLink campaign={campaign} locale={locale} />
      </div>
      <div className="embed-act">
        {open ? (
          <>
            <SignLink campaign={campaign} locale={locale} />
            <SigningSteps campaign={campaignToSign(campaign)} />
          </>
        ) : (
          <NotOpen campaign={campaign} locale={locale} />
        )}
      </div>
      <Colophon locale={locale} />
    </main>
  );
}

function pageUrl(campaign: Campaign, locale: Locale): string {
  return `${env().APP_URL}${withAttribution(campaignPath(locale, campaign.slug), { channel: EMBED_CHANNEL })}`;
}

async function ReadLink({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "embed" });
  return (
    <p className="text-sm">
      <a className="inline-block py-1" href={pageUrl(campaign, locale)} target="_blank" rel="noopener">
        {t("read")}
        <span className="sr-only"> {t("newTab")}</span>
      </a>
    </p>
  );
}

/** Replaces the form in a sandbox, which cannot send forms. `public/embed-frame.js` shows it. */
async function SignLink({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "embed" });
  return (
    <p className="embed-sign-link">
      <a
        className="button button-act text-lg"
        href={`${pageUrl(campaign, locale)}#sign`}
        target="_blank"
        rel="noopener"
      >
        {t("signThere")}
      </a>
    </p>
  );
}

/** The outcome of an ended campaign, or the opening day of an upcoming one. */
async function NotOpen({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const { status, outcome } = campaign;
  return (
    <div className="grid content-start gap-3">
      <StatusDate campaign={campaign} locale={locale} />
      {outcome && (
        <p className="font-serif text-xl" lang={campaign.locale}>
          {outcome}
        </p>
      )}
      <a
        className="button button-quiet justify-self-start"
        href={pageUrl(campaign, locale)}
        target="_blank"
        rel="noopener"
      >
        {status === "upcoming" ? t("readAndSign") : t("seeOutcome")}
      </a>
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
      <span>{t("embed.promise")}</span>
    </footer>
  );
}
