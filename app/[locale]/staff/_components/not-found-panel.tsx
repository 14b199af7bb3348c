"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { staffAreaPath } from "@/lib/paths";
import { Notice } from "./notice";

type NotFoundPanelProps = { texts: { locale: Locale; title: string; lead: string; back: string }[] };

/** Says that the page does not exist, in the language of the address, with a link to the staff area. */
export function NotFoundPanel({ texts }: NotFoundPanelProps) {
  const { locale } = useParams<{ locale?: string }>();
  const language = localeOrDefault(locale);
  const text = texts.find((one) => one.locale === language);
  if (!text) return null;
  return (
    <main id="main" className="mx-auto w-full max-w-page flex-1 px-4 pt-8 pb-20 sm:px-6">
      <Notice title={text.title} lead={text.lead}>
        <Link className="button button-quiet" href={staffAreaPath(language)}>
          {text.back}
        </Link>
      </Notice>
    </main>
  );
}
