import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { ConnectionLine } from "../_live/connection-line";
import { LiveStrip } from "../_live/live-strip";

/** The figures at the head of the room, and how they come. */
export async function LiveHead({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff" });
  const goal = (outcome: "over" | "reached" | "unclear") => ({
    value: t(`watching.goal.${outcome}.value`),
    more: t.raw(`watching.goal.${outcome}.more`),
  });
  return (
    <div className="mt-8 mb-12">
      <LiveStrip
        locale={locale}
        texts={{
          label: t("campaign.figures"),
          confirmed: t("campaigns.confirmed"),
          ofGoal: t.raw("campaigns.ofGoal"),
          progress: t.raw("campaigns.progress"),
          pending: t("campaigns.pending"),
          pendingNow: t("campaigns.pendingMeaning"),
          pendingAsOf: t.raw("watching.pendingAsOf"),
          pendingAtLeast: t("watching.pendingAtLeast"),
          perMinute: t("watching.perMinute"),
          perMinuteMore: t.raw("watching.perMinuteMore"),
          goal: t("watching.goal.title"),
          goalTexts: {
            over: goal("over"),
            reached: goal("reached"),
            unclear: goal("unclear"),
            expected: t.raw("watching.goal.expected"),
          },
        }}
      />
      <div className="mt-3">
        <ConnectionLine locale={locale} texts={t.raw("watching.connection")} />
      </div>
    </div>
  );
}
