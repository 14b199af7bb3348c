import type { Locale } from "@/lib/i18n/locales";

/** A link to the front page, for pages that have nothing else to offer. */
export function FrontPageLink({ locale, label }: { locale: Locale; label: string }) {
  return (
    <a className="button button-quiet" href={`/${locale}`}>
      {label}
    </a>
  );
}
