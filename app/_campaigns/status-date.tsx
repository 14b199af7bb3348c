import { getFormatter, getTranslations } from "next-intl/server";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import type { Locale } from "@/lib/i18n/locales";

/** Says when a campaign was won, when it closed, or when it opens. Nothing for an open or a replaced campaign. */
export async function StatusDate({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
  ]);
  const day = (date: Date) => format.dateTime(date, { dateStyle: "long" });
  const { status, wonAt, opensAt } = campaign;
  const closedAt = campaign.closedAt ?? campaign.closesAt;
  return (
    <>
      {status === "won" && wonAt && (
        <p className="font-semibold text-good">{t("wonOn", { date: day(wonAt) })}</p>
      )}
      {status === "closed" && closedAt && (
        <p className="font-semibold">{t("closedOn", { date: day(closedAt) })}</p>
      )}
      {status === "upcoming" && opensAt && (
        <p className="font-semibold">{t("opens", { date: day(opensAt) })}</p>
      )}
    </>
  );
}
