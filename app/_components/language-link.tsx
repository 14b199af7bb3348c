"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { keepAttribution } from "@/lib/attribution";
import { isLocale } from "@/lib/i18n/locales";

/** The same page in another language; of a page that is in one language only, the front page in the other. */
export function LanguageLink({ locale, name }: { locale: string; name: string }) {
  const [, first = "", ...rest] = usePathname().split("/");
  // A page that is kept for everyone cannot repeat its query: the browser does, and without scripts the link is plain.
  const query = useSyncExternalStore(
    never,
    () => keepAttribution(location.search),
    () => "",
  );
  const path = isLocale(first) ? ["", locale, ...rest].join("/") + query : `/${locale}`;
  return (
    <a className="inline-block py-1" href={path} hrefLang={locale} lang={locale}>
      {name}
    </a>
  );
}

const never = () => () => {};
