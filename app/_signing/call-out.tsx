import { getTranslations } from "next-intl/server";
import { Day } from "@/app/_components/public-time";
import { fromArticle, withAttribution } from "@/lib/attribution";
import type { Campaign, CampaignWithSuccessor } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { BySigningState } from "./by-signing-state";
import { campaignToSign } from "./campaign-to-sign";
import { LiveCount } from "./live-count";
import { SignInPlace } from "./sign-in-place";
import type { SigningTexts } from "./signing-texts";

type CallOutProps = {
  campaign: CampaignWithSuccessor;
  locale: Locale;
  texts: SigningTexts;
  /** The slug of the article, and the number of the call-out in it. */
  article: string;
  number: string;
};

/** A campaign in the text of an article. It follows the status of the campaign, and shows the successor of a replaced one. */
export async function CallOut({ campaign: linked, locale, texts, article, number }: CallOutProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const campaign = linked.successor ?? linked;
  const heading = `callout-${number}`;
  const open = campaign.status === "open";
  const showsOutcome = campaign.status === "won" || campaign.status === "closed";
  return (
    <aside
      className="slip call-out"
      id={`act-${number}`}
      aria-labelledby={heading}
      data-state={linked.status}
    >
      <h2 id={heading} lang={campaign.locale}>
        <span className="kicker block" lang={locale}>
          {open ? (
            <BySigningState
              campaign={campaign.slug}
              open={`${t("takeAction")}:`}
              pending={`${t("oneStepLeft")}:`}
              signed={`${t("signedByYou")}:`}
            />
          ) : (
            t(`state.${campaign.status}`)
          )}{" "}
        </span>
        <span dir="auto">{campaign.title}</span>
      </h2>
      {linked.successor && <ReplacesNote campaign={linked} locale={locale} />}
      <p className="text-soft" lang={campaign.locale} dir="auto">
        {showsOutcome ? (campaign.outcome ?? campaign.summary) : campaign.summary}
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
            campaign={campaignToSign(campaign)}
            callout={number}
            href={signHref(locale, campaign.slug, article, number)}
            className="button button-act justify-self-start"
          >
            <SignLabel campaign={campaign.slug} locale={locale} />
          </SignInPlace>
        </>
      ) : (
        <NotOpen campaign={campaign} locale={locale} />
      )}
    </aside>
  );
}

type ReplacesNoteProps = { campaign: Campaign; locale: Locale; opensTab?: true };

/** Says below the title of a successor which campaign it replaces, and how many people signed that one. */
export async function ReplacesNote({ campaign, locale, opensTab }: ReplacesNoteProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <p className="text-soft">
      {t.rich("replaces", {
        count: campaign.signatures,
        earlier: () => (
          <a
            href={campaignPath(locale, campaign.slug)}
            lang={campaign.locale}
            dir="auto"
            target={opensTab && "_blank"}
          >
            {campaign.title}
          </a>
        ),
      })}
    </p>
  );
}

/** The label of a button for signing, by signing state: sign, enter the code, or share. */
export async function SignLabel({ campaign, locale }: { campaign: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <BySigningState campaign={campaign} open={t("sign")} pending={t("enterCode")} signed={t("shareSigned")} />
  );
}

/** Returns the address of a call-out without JavaScript: the form on the campaign's page, with the attribution in the query. */
export function signHref(locale: Locale, campaign: string, article: string, number: string): string {
  return `${withAttribution(campaignPath(locale, campaign, "sign"), { from: fromArticle(article, number) })}#sign`;
}

/** Links to the petition before it opens, or to its outcome. */
async function NotOpen({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const { status, opensAt } = campaign;
  const isUpcoming = status === "upcoming" && opensAt;
  return (
    <>
      <p className="numerals">
        {isUpcoming
          ? t.rich("opens", { date: () => <Day at={opensAt} locale={locale} /> })
          : t("signedBy", { count: campaign.signatures })}
      </p>
      <a className="button button-quiet justify-self-start" href={campaignPath(locale, campaign.slug)}>
        {isUpcoming ? t("readAndSign") : t("seeOutcome")}
      </a>
    </>
  );
}
