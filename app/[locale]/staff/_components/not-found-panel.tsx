"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { Notice } from "./notice";

type NotFoundPanelProps = { texts: Record<Locale, { title: string; lead: string; back: string }> };

/** Says that there is nothing here, in the language of the address, and leads back. */
export function NotFoundPanel({ texts }: NotFoundPanelProps) {
  const { locale } = useParams<{ locale?: string }>();
  const language = locale !== undefined && isLocale(locale) ? locale : DEFAULT_LOCALE;
  const { title, lead, back } = texts[language];
  return (
    <main id="main" className="mx-auto w-full max-w-page flex-1 px-4 pt-8 pb-20 sm:px-6">
      <Notice title={title} lead={lead}>
        <Link className="button button-quiet" href={`/${language}/staff`}>
          {back}
        </Link>
      </Notice>
    </main>
  );
}
