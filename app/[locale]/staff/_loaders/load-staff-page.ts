import { redirectToNotFound } from "@/app/_http/not-found";
import { requireStaff, type StaffMember } from "@/lib/auth/guards";
import type { Permission } from "@/lib/auth/permissions";
import { isLocale, type Locale } from "@/lib/i18n/locales";

type StaffPage = { params: Promise<{ locale: string }>; permission: Permission };

/** Returns the locale of a page. Answers 404 for an unknown one. */
export async function loadLocale({ params }: Pick<StaffPage, "params">): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) redirectToNotFound(locale);
  return locale;
}

/**
 * Authorises a staff page and returns its locale and the signed-in member. Redirects to the sign-in page if nobody is signed
 * in; answers 404 to staff without the permission and for an unknown locale.
 */
export async function loadStaffPage({
  params,
  permission,
}: StaffPage): Promise<{ locale: Locale; member: StaffMember }> {
  const locale = await loadLocale({ params });
  const member = await requireStaff({ locale, permission });
  return { locale, member };
}
