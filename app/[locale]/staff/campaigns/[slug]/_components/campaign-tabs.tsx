import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission, type Permission } from "@/lib/auth/permissions";
import type { Locale } from "@/lib/i18n/locales";

/** The rooms of one campaign, by the last part of their path; the empty one is the live room. */
const CAMPAIGN_TABS = [
  { room: "dashboard", path: "", permission: "figures.read" },
  { room: "sharing", path: "/sharing", permission: "figures.read" },
  { room: "signatures", path: "/signatures", permission: "signatures.read" },
  { room: "comments", path: "/comments", permission: "comments.moderate" },
  { room: "edit", path: "/edit", permission: "campaigns.write" },
  { room: "exports", path: "/exports", permission: "signatures.take-out" },
] as const satisfies { room: string; path: string; permission: Permission }[];

export type CampaignTab = (typeof CAMPAIGN_TABS)[number]["room"];

type CampaignTabsProps = { locale: Locale; slug: string; here: CampaignTab; member: StaffMember };

/** The way between the rooms of one campaign: those that this member of staff may enter. */
export async function CampaignTabs({ locale, slug, here, member }: CampaignTabsProps) {
  const t = await getTranslations({ locale, namespace: "staff.campaign.tabs" });
  const open = CAMPAIGN_TABS.filter(({ permission }) => hasPermission(member.role, permission));
  return (
    <nav aria-label={t("label")} className="mt-6 border-b border-rule">
      <ul className="flex flex-wrap gap-x-2.5 max-sm:text-[0.8rem] sm:gap-x-6">
        {open.map(({ room, path }) => (
          <li key={room}>
            <Link
              href={`/${locale}/staff/campaigns/${slug}${path}`}
              aria-current={room === here ? "page" : undefined}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent font-semibold whitespace-nowrap no-underline hover:border-rule-strong aria-[current]:border-ink"
            >
              {t(room)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
