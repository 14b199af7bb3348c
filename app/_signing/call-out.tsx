import { getFormatter, getTranslations } from "next-intl/server";
import { fromArticle, withAttribution } from "@/lib/attribution";
import type { Campaign, CarriedCampaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";
import { LiveCount } from "./live-count";
import { SignInPlace } from "./sign-in-place";
import type { SigningTexts } from "./signing-texts";

type CallOutProps = {
  campaign: CarriedCampaign;
  locale: Locale;
  texts: SigningTexts;
  /** Where it stands: the article and the number of the call-out in it. */
  article: string;
  number: string;
};

/** A petition slip laid into the column. It follows its campaign: upcoming, open, won, closed, or carried on by another one. */
export async function CallOut({ campaign: asked, locale, texts, article, number }: CallOutProps) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const campaign = asked.carriedOnBy ?? asked;
  const heading = `callout-${number}`;
  const open = campaign.state === "open";
  const tellsOutcome = campaign.state === "won" || campaign.state === "closed";
  return (
    <aside className="slip call-out" id={`act-${number}`} aria-labelledby={heading} data-state={asked.state}>
      <h2 id={heading} lang={campaign.locale}>
        <span className="kicker block" lang={locale}>
          {open ? `${t("takeAction")}:` : t(`state.${campaign.state}`)}{" "}
        </span>
        {campaign.title}
      </h2>
      {asked.carriedOnBy && <ReplacesNote campaign={asked} locale={locale} />}
      <p className="text-soft" lang={campaign.locale}>
        {tellsOutcome ? (campaign.outcome ?? campaign.summary) : campaign.summary}
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
            href={signHref(locale, campaign.slug, article, number)}
            className="button button-act justify-self-start"
          >
            {t("sign")}
          </SignInPlace>
        </>
      ) : (
        <NotOpen campaign={campaign} locale={locale} />
      )}
    </aside>
  );
}

/** Says under a successor's title which campaign it carries on, and that those who signed it are not forgotten. */
export async function ReplacesNote({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <p className="text-soft">
      {t.rich("carriesOn", {
        count: campaign.signatures,
        earlier: () => (
          <a href={campaignPath(locale, campaign.slug)} lang={campaign.locale}>
            {campaign.title}
          </a>
        ),
      })}
    </p>
  );
}

/** Where a call-out leads without scripts: the form of the campaign's page, which learns from the address where its reader came from. */
export function signHref(locale: Locale, campaign: string, article: string, number: string): string {
  return `${withAttribution(campaignPath(locale, campaign, "sign"), { from: fromArticle(article, number) })}#sign`;
}

/** What can be done while nobody can sign: read the petition before it opens, or what came of it. */
async function NotOpen({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
  ]);
  const { state, opensAt } = campaign;
  const upcoming = state === "upcoming" && opensAt;
  return (
    <>
      <p className="numerals">
        {upcoming
          ? t("opens", { date: format.dateTime(opensAt, { dateStyle: "long" }) })
          : t("signedBy", { count: campaign.signatures })}
      </p>
      <a className="button button-quiet justify-self-start" href={campaignPath(locale, campaign.slug)}>
        {upcoming ? t("readAndSign") : t("seeOutcome")}
      </a>
    </>
  );
}
