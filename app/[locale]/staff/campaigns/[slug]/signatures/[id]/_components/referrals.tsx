import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { LocalTime } from "@/app/_components/local-time";
import { countryName } from "@/app/[locale]/staff/campaigns/[slug]/_components/signature-names";
import { db } from "@/lib/database";
import { staffCampaignPath } from "@/lib/paths";
import { getSignerReferrals } from "@/lib/signatures/detail-referrals";
import { type DetailProps, DetailSection } from "./detail-section";

const MAX_SHOWN = 20;

/** The confirmed signatures through the signer's share link. */
export async function Referrals({ locale, signature, campaign }: DetailProps) {
  const t = await getTranslations({ locale, namespace: "staff.signatureList.detail" });
  const format = await getFormatter({ locale });
  const referrals = await getSignerReferrals(db(), { signatureId: signature.id, limit: MAX_SHOWN });
  if (!referrals) {
    return (
      <DetailSection title={t("through")}>
        <p className="mt-2 text-soft">{t("noLink")}</p>
      </DetailSection>
    );
  }
  const { code, visits, followers, generations } = referrals;
  return (
    <DetailSection title={t("through")}>
      <p className="mt-2">
        {t.rich("visits", {
          link: () => (
            <Link prefetch={false} href={staffCampaignPath(locale, campaign.slug, `sharing/${code}`)}>
              /s/{code}
            </Link>
          ),
          count: visits,
        })}{" "}
        {generations.length === 0 && t("nobody")}
      </p>
      {generations.length > 0 && (
        <>
          <dl aria-label={t("generations")} className="mt-3 flex flex-wrap gap-x-8 gap-y-3">
            {generations.map(({ generation, signers }) => (
              <div key={generation}>
                <dt className="text-xs text-soft">{t("generation", { number: generation })}</dt>
                <dd className="numerals font-serif text-xl font-medium">{format.number(signers)}</dd>
              </div>
            ))}
          </dl>
          <h4 className="kicker mt-5">{t("latest")}</h4>
          <ul className="mt-1">
            {followers.map((follower) => (
              <li
                key={follower.id}
                className="flex flex-wrap items-baseline gap-x-3 border-b border-rule py-2 text-sm"
              >
                <Link
                  prefetch={false}
                  className="font-semibold"
                  href={staffCampaignPath(locale, follower.campaign, `signatures/${follower.id}`)}
                  dir="auto"
                >
                  {follower.name}
                </Link>
                {follower.country && (
                  <span className="text-soft">{countryName(follower.country, locale)}</span>
                )}
                {follower.confirmedAt && (
                  <LocalTime
                    className="ml-auto text-soft"
                    at={follower.confirmedAt.toISOString()}
                    locale={locale}
                  />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </DetailSection>
  );
}
