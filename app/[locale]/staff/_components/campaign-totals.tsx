import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { CampaignFigures } from "@/lib/reporting/campaign-figures";
import { FigureStrip } from "./figure-strip";

/** The figures of all campaigns together. */
export async function CampaignTotals({
  locale,
  campaigns,
}: {
  locale: Locale;
  campaigns: CampaignFigures[];
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const format = await getFormatter({ locale });
  const total = (key: "confirmed" | "pending" | "today" | "lastHour") =>
    format.number(campaigns.reduce((sum, campaign) => sum + campaign[key], 0));
  const figures = [
    { name: t("confirmed"), value: total("confirmed") },
    { name: t("pending"), value: total("pending"), more: t("pendingMeaning") },
    { name: t("today"), value: total("today"), more: t("todayMeaning") },
    { name: t("lastHour"), value: total("lastHour") },
  ];
  return (
    <div className="mt-6 mb-10">
      <FigureStrip label={t("summary")} figures={figures} />
    </div>
  );
}
