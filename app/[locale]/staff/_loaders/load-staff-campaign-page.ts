import { redirectToNotFound, requireLocale } from "@/app/_http/not-found";
import type { Database } from "@/db/client";
import { requireStaff } from "@/lib/auth/guards";
import type { Permission } from "@/lib/auth/permissions";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";

type CampaignPage<Campaign> = {
  params: Promise<{ locale: string; slug: string }>;
  permission: Permission;
  /** Reads what the page shows of the campaign. */
  getCampaign: (db: Database, asked: { slug: string; locale: Locale; now: Date }) => Promise<Campaign | null>;
};

/**
 * Authorises a staff page of a campaign, as `loadStaffPage` does, and returns the campaign, the locale, the member and the
 * time at which the campaign was read. Responds with 404 for an unknown campaign.
 */
export async function loadStaffCampaignPage<Campaign>({
  params,
  permission,
  getCampaign,
}: CampaignPage<Campaign>) {
  const locale = requireLocale((await params).locale);
  const member = await requireStaff({ locale, permission });
  const { slug } = await params;
  const now = new Date();
  const campaign = isSlug(slug) ? await getCampaign(db(), { slug, locale, now }) : null;
  if (!campaign) redirectToNotFound(locale);
  return { locale, member, slug, campaign, now };
}
