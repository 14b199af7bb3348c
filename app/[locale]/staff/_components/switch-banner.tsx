import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { StaffMember } from "@/lib/auth/guards";
import { hasPermission } from "@/lib/auth/permissions";
import { db } from "@/lib/database";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { EMERGENCY_SWITCHES } from "@/lib/settings/emergency-switches";
import { getSettings } from "@/lib/settings/get-setting";

/** Says on every staff page which emergency switches are on, and what that means. */
export async function SwitchBanner({ locale, member }: { locale: Locale; member: StaffMember }) {
  const settings = await getSettings(db());
  const on = EMERGENCY_SWITCHES.filter((key) => settings[key].on);
  if (on.length === 0) return null;
  const t = await getTranslations({ locale, namespace: "staff.settings.switches" });
  return (
    <section aria-label={t("banner")} className="border-b-2 border-ink bg-sunk">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <ul>
          {on.map((key) => (
            <li key={key}>
              <strong>{t(`${key}.title`)}.</strong> {t(`${key}.does`)}
            </li>
          ))}
        </ul>
        {hasPermission(member.role, "settings.manage") && (
          <Link className="inline-flex min-h-9 items-center" href={staffAreaPath(locale, "settings")}>
            {t("manage")}
          </Link>
        )}
      </div>
    </section>
  );
}
