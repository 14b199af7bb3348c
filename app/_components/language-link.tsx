"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { isLocale } from "@/lib/i18n/locales";

/** Where its reader came from, as a page's address tells it. */
const ORIGIN = ["via", "channel", "from"];

/** The same page in another language; of a page that is in one language only, the front page in the other. */
export function LanguageLink({ locale, name }: { locale: string; name: string }) {
  const [, first = "", ...rest] = usePathname().split("/");
  // A page that is kept for everyone cannot repeat its query: the browser does, and without scripts the link is plain.
  const query = useSyncExternalStore(
    never,
    () => originIn(location.search),
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

/** What of a query says where a reader came from, as a query; nothing else goes along. */
function originIn(search: string): string {
  const said = [...new URLSearchParams(search)].filter(([name]) => ORIGIN.includes(name));
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}
