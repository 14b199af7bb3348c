import { getFormatter, getTranslations } from "next-intl/server";
import { progress } from "@/lib/campaigns/goal";
import type { Locale } from "@/lib/i18n/locales";

/** The share of the goal, as a bar and in words. */
export async function GoalProgress({
  locale,
  confirmed,
  goal,
}: {
  locale: Locale;
  confirmed: number;
  goal: number;
}) {
  const t = await getTranslations({ locale, namespace: "staff.campaigns" });
  const format = await getFormatter({ locale });
  const percent = progress(confirmed, goal);
  return (
    <>
      <span
        className="progress mt-2 block"
        role="img"
        aria-label={t("progress", { percent: format.number(percent / 100, { style: "percent" }) })}
      >
        <span style={{ inlineSize: `${percent}%` }} />
      </span>
      <span className="mt-1 block font-sans text-xs font-normal normal-nums text-soft">
        {t("ofGoal", { goal: format.number(goal) })}
      </span>
    </>
  );
}
