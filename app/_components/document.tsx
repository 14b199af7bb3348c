import "@/app/globals.css";
import type { Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fontVariables } from "@/app/_fonts";
import { DIRECTIONS, type Locale } from "@/lib/i18n/locales";

export const documentViewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf6ed" },
    { media: "(prefers-color-scheme: dark)", color: "#13110e" },
  ],
};

/** The HTML document of every page, in its language, with the skip link. */
export async function Document({ locale, children }: { locale: Locale; children: ReactNode }) {
  const t = await getTranslations({ locale, namespace: "site" });
  return (
    <html lang={locale} dir={DIRECTIONS[locale]} className={fontVariables}>
      <body>
        <a className="skip-link" href="#main" target="_self">
          {t("skip")}
        </a>
        {children}
      </body>
    </html>
  );
}
