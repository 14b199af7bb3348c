import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Masthead } from "@/app/_components/masthead";
import { LegalLinks } from "@/app/_legal/legal-links";
import type { Locale } from "@/lib/i18n/locales";
import { feedPath, mePath, staffAreaPath } from "@/lib/paths";

/** The masthead and the footer of a public page. */
export async function PublicFrame({ locale, children }: { locale: Locale; children: ReactNode }) {
  const t = await getTranslations({ locale, namespace: "site" });
  return (
    <>
      <Masthead locale={locale} name={t("name")} promise={t("promise")} navigation={t("navigation")} />
      {children}
      <footer className="mt-auto border-rule border-t">
        <div className="page-width flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6 pb-24 text-sm text-soft lg:pb-6">
          <p>{t("colophon")}</p>
          <ul className="flex flex-wrap gap-x-6">
            <LegalLinks locale={locale} />
            <li>
              <a className="inline-block py-1" href={mePath(locale)} rel="nofollow">
                {t("ownSignatures")}
              </a>
            </li>
            <li>
              <a className="inline-block py-1" href={feedPath(locale, "xml")}>
                {t("feed")}
              </a>
            </li>
            <li>
              <a className="inline-block py-1" href={staffAreaPath(locale)} rel="nofollow">
                {t("staff")}
              </a>
            </li>
          </ul>
        </div>
      </footer>
    </>
  );
}
