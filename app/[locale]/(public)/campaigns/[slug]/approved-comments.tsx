import { getTranslations } from "next-intl/server";
import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { db } from "@/lib/database";
import { readReplica } from "@/lib/database-replica";
import { fromCountry } from "@/lib/i18n/from-country";
import type { Locale } from "@/lib/i18n/locales";
import { areBreakdownsHidden } from "@/lib/settings/hidden-breakdowns";
import { listApprovedComments } from "@/lib/signatures/comments";

const MAX_COMMENTS = 9;

/** The approved comments of signers, each with the name that the signer chose to show. */
export async function ApprovedComments({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  if (await areBreakdownsHidden(db())) return null;
  const comments = await readReplica((replica) =>
    listApprovedComments(replica, { campaignId: campaign.id, limit: MAX_COMMENTS }),
  );
  if (comments.length === 0) return null;
  const t = await getTranslations({ locale, namespace: "campaign" });
  return (
    <section className="campaign-comments" aria-labelledby="comments-title">
      <h2 id="comments-title" className="kicker">
        {t("comments")}
      </h2>
      <ul>
        {comments.map(({ comment, name, country, locale: language }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: keys are public, and the id of a signature must not be
          <li key={index}>
            <figure>
              <blockquote lang={language} dir="auto">
                {comment}
              </blockquote>
              <figcaption>
                <span className={name ? "font-semibold" : "text-soft"} dir="auto">
                  {name ?? t("anonymousSigner")}
                </span>
                {country && <span className="text-soft"> {fromCountry(locale, country)}</span>}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}
