import { getTranslations } from "next-intl/server";
import { loadStaffPage } from "@/app/[locale]/staff/_loaders/load-staff-page";
import { staffPageTitle } from "@/app/[locale]/staff/_loaders/staff-page-title";
import { db } from "@/lib/database";
import { staffAreaPath } from "@/lib/paths";
import { EMERGENCY_SWITCHES } from "@/lib/settings/emergency-switches";
import { listSettings } from "@/lib/settings/list-settings";
import { StaffLayout } from "../_components/staff-layout";
import { PrivacyLinks } from "./_components/privacy-links";
import { SwitchSection } from "./_components/switch-section";

type Props = PageProps<"/[locale]/staff/settings">;

export const generateMetadata = staffPageTitle("settings.title");

/** The settings of the site. Switches work without scripts, also while the site is read-only. */
export default async function SettingsPage({ params, searchParams }: Props) {
  const { locale, member } = await loadStaffPage({ params, permission: "settings.manage" });
  const [{ settings, changes }, asked] = await Promise.all([listSettings(db()), searchParams]);
  const t = await getTranslations({ locale, namespace: "staff.settings" });
  return (
    <StaffLayout locale={locale} path={staffAreaPath(locale, "settings")} member={member}>
      <h1 className="text-4xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <PrivacyLinks locale={locale} />
      <section className="mt-10 max-w-measure" aria-labelledby="switches">
        <h2 id="switches" className="text-2xl font-medium">
          {t("switches.title")}
        </h2>
        <p className="mt-1 text-soft">{t("switches.lead")}</p>
        <ul className="mt-4 border-t-[3px] border-ink">
          {EMERGENCY_SWITCHES.map((key) => (
            <SwitchSection
              key={key}
              locale={locale}
              switchKey={key}
              isOn={settings[key].on}
              lastChange={changes[key]}
              text={settings["pause-signing"].text}
              result={resultOf(key, asked)}
            />
          ))}
        </ul>
      </section>
    </StaffLayout>
  );
}

/** What the last form did: the route of the switches says it in the query. */
function resultOf(key: string, asked: Record<string, string | string[] | undefined>) {
  return (["on", "off", "unconfirmed"] as const).find((name) => asked[name] === key);
}
