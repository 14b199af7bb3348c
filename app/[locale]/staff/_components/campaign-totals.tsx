import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import type { CampaignFigures } from "@/lib/reporting/campaign-figures";
import { Figures, type Pace } from "./figures";

/** The figures of all campaigns together. */
export async function CampaignTotals({
  locale,
  campaigns,
}: {
  locale: Locale;
  campaigns: CampaignFigures[];
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const total = (key: keyof Pace) => campaigns.reduce((sum, campaign) => sum + campaign[key], 0);
  const pace = {
    confirmed: total("confirmed"),
    pending: total("pending"),
    today: total("today"),
    lastHour: total("lastHour"),
  };
  return (
    <div className="mt-6 mb-10">
      <Figures locale={locale} pace={pace} label={t("summary")} />
    </div>
  );
}
