import { getTranslations } from "next-intl/server";
import { Day, Moment } from "@/app/_components/public-time";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";

/** Says when a campaign was won, when it closed, or when it opens. Nothing for an open or a replaced campaign. */
export async function StatusDate({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "campaign" });
  const day = (at: Date) => () => <Day at={at} locale={locale} />;
  const { status, wonAt, opensAt } = campaign;
  const closedAt = campaign.closedAt ?? campaign.closesAt;
  return (
    <>
      {status === "won" && wonAt && (
        <p className="font-semibold text-good">{t.rich("wonOn", { date: day(wonAt) })}</p>
      )}
      {status === "closed" && closedAt && (
        <p className="font-semibold">{t.rich("closedOn", { date: day(closedAt) })}</p>
      )}
      {status === "upcoming" && opensAt && (
        <p className="font-semibold">
          {t.rich("opens", { date: () => <Moment at={opensAt} locale={locale} /> })}
        </p>
      )}
    </>
  );
}
