import { getFormatter, getTranslations } from "next-intl/server";
import { listMilestones } from "@/lib/campaigns/list-milestones";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import type { Locale } from "@/lib/i18n/locales";
import { areBreakdownsHidden } from "@/lib/settings/hidden-breakdowns";

const MAX_MILESTONES = 6;

/** The latest milestones of a campaign, with their days, which are the same for every reader. */
export async function Milestones({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  if (await areBreakdownsHidden(db())) return null;
  const reached = await readReplica((replica) => listMilestones(replica, campaign.id));
  if (reached.length === 0) return null;
  const [t, format] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
  ]);
  return (
    <section className="campaign-milestones" aria-labelledby="milestones-title">
      <h2 id="milestones-title" className="kicker">
        {t("milestones")}
      </h2>
      <ol>
        {reached.slice(-MAX_MILESTONES).map(({ signatures, day }) => (
          <li key={signatures}>
            <strong>{format.number(signatures)}</strong>
            <time className="text-sm text-soft" dateTime={day}>
              {format.dateTime(new Date(day), { dateStyle: "long", timeZone: "UTC" })}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
