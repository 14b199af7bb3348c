import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Locale } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";

const PAGES = ["legal", "wording", "retention"] as const;

/** The settings with pages of their own: legal pages, consent wording and retention. */
export async function PrivacyLinks({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "staff.privacy.settings" });
  return (
    <section className="mt-10 max-w-measure" aria-labelledby="privacy">
      <h2 id="privacy" className="text-2xl font-medium">
        {t("title")}
      </h2>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <ul className="mt-2">
        {PAGES.map((page) => (
          <li key={page}>
            <Link
              className="inline-flex min-h-9 items-center"
              href={staffAreaPath(locale, `settings/${page}`)}
            >
              {t(page)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
