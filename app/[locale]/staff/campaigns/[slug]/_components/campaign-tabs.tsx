import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission, type Permission } from "@/lib/auth/permissions";
import type { Locale } from "@/lib/i18n/locales";
import { staffCampaignPath } from "@/lib/paths";

/** The staff pages of a campaign. The dashboard is the first. */
const CAMPAIGN_TABS = [
  { tab: "dashboard", page: undefined, permission: "figures.read" },
  { tab: "sharing", page: "sharing", permission: "figures.read" },
  { tab: "signatures", page: "signatures", permission: "signatures.read" },
  { tab: "comments", page: "comments", permission: "comments.moderate" },
  { tab: "edit", page: "edit", permission: "campaigns.write" },
  { tab: "exports", page: "exports", permission: "signatures.export" },
] as const satisfies { tab: string; page?: string; permission: Permission }[];

export type CampaignTab = (typeof CAMPAIGN_TABS)[number]["tab"];

type CampaignTabsProps = { locale: Locale; slug: string; here: CampaignTab; member: StaffMember };

/** Links to the staff pages of a campaign that the member may open. */
export async function CampaignTabs({ locale, slug, here, member }: CampaignTabsProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaign.tabs" });
  const allowed = CAMPAIGN_TABS.filter(({ permission }) => hasPermission(member.role, permission));
  return (
    <nav aria-label={t("label")} className="mt-6 border-b border-rule">
      <ul className="flex flex-wrap gap-x-2.5 max-sm:text-[0.8rem] sm:gap-x-6">
        {allowed.map(({ tab, page }) => (
          <li key={tab}>
            <Link
              href={staffCampaignPath(locale, slug, page)}
              aria-current={tab === here ? "page" : undefined}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent font-semibold whitespace-nowrap no-underline hover:border-rule-strong aria-[current]:border-ink"
            >
              {t(tab)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
