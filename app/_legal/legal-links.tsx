import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { LegalPage } from "@/lib/legal/legal-text";
import { legalPath } from "@/lib/paths";

const FOOTER_PAGES = [
  "about",
  "contact",
  "privacy",
  "imprint",
  "accessibility",
] as const satisfies readonly LegalPage[];

/** The links to the legal pages, as items of a list. Without Next, so that route handlers render them, too. */
export function LegalLinks({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "legal.footer");
  return FOOTER_PAGES.map((page) => (
    <li key={page}>
      <a className="inline-block py-1" href={legalPath(locale, page)}>
        {t(page)}
      </a>
    </li>
  ));
}
