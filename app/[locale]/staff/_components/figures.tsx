import { getFormatter, getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { FigureStrip } from "./figure-strip";
import { GoalProgress } from "./goal-progress";

export type Pace = { confirmed: number; pending: number; today: number; lastHour: number };

type FiguresProps = {
  locale: Locale;
  pace: Pace;
  /** Of one campaign; several together have none. */
  goal?: number;
  label: string;
};

/** How many have signed, and how fast. */
export async function Figures({ locale, pace, goal, label }: FiguresProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const format = await getFormatter({ locale });
  const figures = [
    {
      name: t("confirmed"),
      value: format.number(pace.confirmed),
      more: goal && <GoalProgress locale={locale} confirmed={pace.confirmed} goal={goal} />,
    },
    { name: t("pending"), value: format.number(pace.pending), more: t("pendingMeaning") },
    { name: t("today"), value: format.number(pace.today), more: t("todayMeaning") },
    { name: t("lastHour"), value: format.number(pace.lastHour) },
  ];
  return <FigureStrip label={label} figures={figures} />;
}
