import { getFormatter, getTranslations } from "next-intl/server";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { fromCountry } from "@/lib/i18n/from-country";
import type { Locale } from "@/lib/i18n/locales";
import { areBreakdownsHidden } from "@/lib/settings/hidden-breakdowns";
import { listRecentSigners } from "@/lib/signatures/recent-signers";

const MAX_NAMES = 12;

/** The latest signatures, each with the name that the signer chose to show and the day, which is the same for every reader. */
export async function RecentSigners({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  if (await areBreakdownsHidden(db())) return null;
  const [t, format, signers] = await Promise.all([
    getTranslations({ locale, namespace: "campaign" }),
    getFormatter({ locale }),
    readReplica((replica) => listRecentSigners(replica, { campaignId: campaign.id, limit: MAX_NAMES })),
  ]);
  return (
    <section className="campaign-signers" aria-labelledby="recent-title">
      <h2 id="recent-title" className="kicker">
        {t("recent")}
      </h2>
      {signers.length === 0 && <p>{t("noSigners")}</p>}
      <ul>
        {signers.map(({ name, country, day }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: keys are public, and the id of a signature must not be
          <li key={index}>
            <span className={name ? "font-semibold" : "text-soft"} dir="auto">
              {name ?? t("someone")}
            </span>
            {country && <span className="text-soft"> {fromCountry(locale, country)}</span>}
            <time className="block text-sm text-soft" dateTime={day}>
              {format.dateTime(new Date(day), { dateStyle: "medium", timeZone: "UTC" })}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
