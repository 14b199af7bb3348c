import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";
import type { CampaignFigures } from "@/lib/reporting/campaign-figures";
import { GoalProgress } from "./goal-progress";
import { Sparkline } from "./sparkline";

/** Lists campaigns with their figures, one per row. */
export async function CampaignList({ locale, campaigns }: { locale: Locale; campaigns: CampaignFigures[] }) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  if (campaigns.length === 0) {
    return (
      <div className="slip mt-8 max-w-measure p-6">
        <h2 className="text-xl font-medium">{t("none")}</h2>
        <p className="mt-2 text-soft">{t("noneLead")}</p>
      </div>
    );
  }
  return (
    <ul className="border-t border-rule">
      {campaigns.map((campaign) => (
        <CampaignRow key={campaign.id} locale={locale} campaign={campaign} />
      ))}
    </ul>
  );
}

async function CampaignRow({ locale, campaign }: { locale: Locale; campaign: CampaignFigures }) {
  const t = await getTranslations({ locale, namespace: "staff" });
  const format = await getFormatter({ locale });
  const days = campaign.lastTwoWeeks.map(({ confirmed }) => confirmed);
  const total = days.reduce((sum, day) => sum + day, 0);
  const sparkline = t("campaigns.sparkline", {
    total: format.number(total),
    most: format.number(Math.max(...days)),
  });
  return (
    <li className="grid gap-x-8 gap-y-3 border-b border-rule py-5 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
      <div>
        <p className="kicker">{t(`state.${campaign.status}`)}</p>
        <h2 className="mt-1 text-xl leading-snug font-medium">
          <Link
            className="inline-block min-h-6 underline decoration-rule-strong hover:decoration-ink"
            href={staffCampaignPath(locale, campaign.slug)}
            dir="auto"
          >
            {campaign.title}
          </Link>
        </h2>
      </div>
      <dl className="grid grid-cols-3 gap-x-5 gap-y-4 sm:grid-cols-[9rem_4.5rem_4.5rem_4.5rem_7rem]">
        <Figure name={t("campaigns.confirmed")} className="col-span-2 sm:col-span-1">
          {format.number(campaign.confirmed)}
          <GoalProgress locale={locale} confirmed={campaign.confirmed} goal={campaign.goal} />
        </Figure>
        <Figure name={t("campaigns.lastTwoWeeks")} className="sm:order-last">
          <Sparkline bars={campaign.lastTwoWeeks} label={sparkline} />
        </Figure>
        <Figure name={t("campaigns.pending")}>{format.number(campaign.pending)}</Figure>
        <Figure name={t("campaigns.today")}>{format.number(campaign.today)}</Figure>
        <Figure name={t("campaigns.lastHour")}>{format.number(campaign.lastHour)}</Figure>
      </dl>
    </li>
  );
}

function Figure({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt className="text-xs whitespace-nowrap text-soft" dir="auto">
        {name}
      </dt>
      <dd className="numerals mt-1 font-serif text-xl leading-tight font-medium">{children}</dd>
    </div>
  );
}
