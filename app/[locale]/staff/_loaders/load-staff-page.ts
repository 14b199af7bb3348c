import { requireLocale } from "@/app/_http/not-found";
import { requireStaff, type StaffMember } from "@/lib/auth/guards";
import type { Permission } from "@/lib/auth/permissions";
import type { Locale } from "@/lib/i18n/locales";

type StaffPage = { params: Promise<{ locale: string }>; permission: Permission };

/**
 * Authorises a staff page and returns its locale and the signed-in member. Redirects to the sign-in page if nobody is signed
 * in; responds with 404 to staff without the permission and for an unknown locale.
 */
export async function loadStaffPage({
  params,
  permission,
}: StaffPage): Promise<{ locale: Locale; member: StaffMember }> {
  const locale = requireLocale((await params).locale);
  const member = await requireStaff({ locale, permission });
  return { locale, member };
}
