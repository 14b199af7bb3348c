"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { subscribeToNothing } from "@/app/_components/is-hydrated";
import { keepAttribution } from "@/lib/attribution";
import { isLocale } from "@/lib/i18n/locales";

/** Links to the same page in another language, or to the front page if the path has no language. */
export function LanguageLink({ locale, name }: { locale: string; name: string }) {
  const [, first = "", ...rest] = usePathname().split("/");
  // A cacheable page does not know its query, so the browser adds it. Without JavaScript the link has none.
  const query = useSyncExternalStore(
    subscribeToNothing,
    () => keepAttribution(location.search),
    () => "",
  );
  const path = isLocale(first) ? ["", locale, ...rest].join("/") + query : `/${locale}`;
  return (
    <a className="inline-block py-1" href={path} hrefLang={locale} lang={locale} dir="auto">
      {name}
    </a>
  );
}
