"use client";

import { usePathname } from "next/navigation";

/** The same page in another language. */
export function LanguageLink({ locale, name }: { locale: string; name: string }) {
  const path = usePathname();
  const there = path.replace(/^\/[^/]+/, `/${locale}`);
  return (
    <a className="inline-block py-1" href={there} hrefLang={locale} lang={locale}>
      {name}
    </a>
  );
}
