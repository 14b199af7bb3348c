import { getTranslations } from "next-intl/server";
import { db } from "@/db/client";
import type { Campaign } from "@/lib/campaigns/queries";
import type { Locale } from "@/lib/i18n/locales";
import { listApprovedComments } from "@/lib/signatures/comments";

const MOST_COMMENTS = 9;

/** What signers said, as far as the staff approved it: their own words, each named as they want it. */
export async function ApprovedComments({ campaign, locale }: { campaign: Campaign; locale: Locale }) {
  const comments = await listApprovedComments(db(), { campaignId: campaign.id, limit: MOST_COMMENTS });
  if (comments.length === 0) return null;
  const t = await getTranslations({ locale, namespace: "campaign" });
  const regions = new Intl.DisplayNames([locale], { type: "region" });
  return (
    <section className="campaign-comments" aria-labelledby="comments-title">
      <h2 id="comments-title" className="kicker">
        {t("comments")}
      </h2>
      <ul>
        {comments.map(({ id, comment, name, country, locale: language }) => (
          <li key={id}>
            <figure>
              <blockquote lang={language}>{comment}</blockquote>
              <figcaption>
                <span className={name ? "font-semibold" : "text-soft"}>{name ?? t("saysAnonymous")}</span>
                {country && (
                  <span className="text-soft"> {t("from", { country: regions.of(country) ?? country })}</span>
                )}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}
