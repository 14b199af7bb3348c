import { getFormatter, getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { ratio } from "@/lib/reporting/conversion-rates";
import { countVisits, sumGenerations } from "@/lib/reporting/referrals";
import { ByChannel, ByGeneration, ByLanding } from "./referral-tables";
import { StrongestLinks } from "./strongest-links";

type ReferralsProps = {
  locale: Locale;
  campaign: { id: string; slug: string };
  member: StaffMember;
};

/** The referrals of a campaign: totals, strongest links, and signatures by generation, channel and page. */
export async function Referrals({ locale, campaign, member }: ReferralsProps) {
  const t = await getTranslations({ locale, namespace: "staff.referrals" });
  const [signed, visits] = await Promise.all([
    sumGenerations(db(), { campaignId: campaign.id }),
    countVisits(db(), campaign.id),
  ]);
  const table = { locale, campaignId: campaign.id, confirmed: signed.confirmed };
  return (
    <section aria-labelledby="referrals" className="border-t-2 border-ink pt-3">
      <h2 id="referrals" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 max-w-measure text-sm text-soft">{t("lead")}</p>
      <Totals locale={locale} visits={visits} signed={signed} />
      <StrongestLinks locale={locale} campaign={campaign} member={member} />
      <div className="mt-10 gap-x-10 lg:columns-2">
        <ByGeneration {...table} />
        <ByChannel {...table} />
        <ByLanding {...table} />
      </div>
    </section>
  );
}

type Signed = Awaited<ReturnType<typeof sumGenerations>>;

async function Totals({ locale, visits, signed }: { locale: Locale; visits: number; signed: Signed }) {
  const t = await getTranslations({ locale, namespace: "staff.referrals.sums" });
  const format = await getFormatter({ locale });
  const { confirmed, through, furthest } = signed;
  const sums = [
    { name: t("visits"), value: format.number(visits) },
    { name: t("through"), value: format.number(through) },
    { name: t("share"), value: format.number(ratio(through, confirmed), { style: "percent" }) },
    { name: t("longestChain"), value: t("links", { count: furthest }) },
  ];
  return (
    <dl className="mt-5 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
      {sums.map(({ name, value }) => (
        <div key={name} className="border-t border-rule pt-2">
          <dt className="text-xs text-soft" dir="auto">
            {name}
          </dt>
          <dd className="numerals font-serif text-2xl font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
