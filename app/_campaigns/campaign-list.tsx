import { getFormatter, getTranslations } from "next-intl/server";
import { Day } from "@/app/_components/public-time";
import { progress } from "@/lib/campaigns/goal";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";
import { campaignPath } from "@/lib/paths";

type CampaignListProps = { title: string; campaigns: Campaign[]; locale: Locale };

/** A list of campaigns as cards, each with its count. */
export async function CampaignList({ title, campaigns, locale }: CampaignListProps) {
  if (campaigns.length === 0) return null;
  const id = campaigns[0]?.status === "open" ? "open-campaigns" : "past-campaigns";
  return (
    <section aria-labelledby={id} className="front-section">
      <h2 id={id} className="section-title" dir="auto">
        {title}
      </h2>
      <ul className="slips">
        {campaigns.map((campaign) => (
          <li key={campaign.slug} className="slip grid">
            <CampaignCard campaign={campaign} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  );
}

async function CampaignCard({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
  ]);
  const open = campaign.status === "open";
  const { opensAt } = campaign;
  const href = campaignPath(locale, campaign.slug);
  return (
    <article className="grid content-between gap-4 p-5" data-state={campaign.status}>
      <div className="grid gap-2">
        <p className="kicker">{open ? t("kicker") : t(`state.${campaign.status}`)}</p>
        <h3 lang={campaign.locale}>
          <a href={href} dir="auto">
            {campaign.title}
          </a>
        </h3>
        <p className="text-soft" lang={campaign.locale} dir="auto">
          {open ? campaign.summary : (campaign.outcome ?? campaign.summary)}
        </p>
      </div>
      <div className="count numerals">
        {campaign.status === "upcoming" && opensAt && (
          <p>{t.rich("opens", { date: () => <Day at={opensAt} locale={locale} /> })}</p>
        )}
        <p hidden={campaign.status === "upcoming"}>
          <strong>{format.number(campaign.signatures)}</strong>{" "}
          {t("signatures", { count: campaign.signatures })}{" "}
          {open && <span className="text-soft">{t("ofGoal", { goal: format.number(campaign.goal) })}</span>}
        </p>
        {open && (
          <div className="progress" aria-hidden="true">
            <span style={{ inlineSize: `${progress(campaign.signatures, campaign.goal)}%` }} />
          </div>
        )}
      </div>
    </article>
  );
}
