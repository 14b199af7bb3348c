import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { ConnectionStatus } from "../_dashboard/connection-status";
import { LiveFigureStrip } from "../_dashboard/live-figures";

/** The live figures at the top of the dashboard, with the state of their connection. */
export async function DashboardFigures({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff" });
  const goal = (outcome: "over" | "reached" | "unclear") => ({
    value: t(`dashboard.goal.${outcome}.value`),
    more: t.raw(`dashboard.goal.${outcome}.more`),
  });
  return (
    <div className="mt-8 mb-12">
      <LiveFigureStrip
        locale={locale}
        texts={{
          label: t("campaign.figures"),
          confirmed: t("campaigns.confirmed"),
          ofGoal: t.raw("campaigns.ofGoal"),
          progress: t.raw("campaigns.progress"),
          pending: t("campaigns.pending"),
          pendingNow: t("campaigns.pendingMeaning"),
          pendingAsOf: t.raw("dashboard.pendingAsOf"),
          pendingAtLeast: t("dashboard.pendingAtLeast"),
          perMinute: t("dashboard.perMinute"),
          perMinuteMore: t.raw("dashboard.perMinuteMore"),
          goal: t("dashboard.goal.title"),
          goalTexts: {
            over: goal("over"),
            reached: goal("reached"),
            unclear: goal("unclear"),
            expected: t.raw("dashboard.goal.expected"),
          },
        }}
      />
      <div className="mt-3">
        <ConnectionStatus locale={locale} texts={await connectionTexts(locale)} />
      </div>
    </div>
  );
}

/** Untranslated placeholders, because the figures change in the browser. */
async function connectionTexts(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "staff.dashboard.connection" });
  return {
    connecting: t.raw("connecting"),
    live: t.raw("live"),
    polling: t.raw("polling"),
    lost: t.raw("lost"),
    signedOut: t.raw("signedOut"),
    paused: t.raw("paused"),
    pause: t.raw("pause"),
    resume: t.raw("resume"),
    milestone: t.raw("milestone"),
    goalReached: t.raw("goalReached"),
  };
}
