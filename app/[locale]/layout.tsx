import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { fontVariables } from "@/app/_fonts";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locales";

/** No page is made at build time: a build needs no database. */
export function generateStaticParams() {
  return [];
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf6ed" },
    { media: "(prefers-color-scheme: dark)", color: "#13110e" },
  ],
};

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "site" });
  return {
    metadataBase: new URL(env().APP_URL),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("promise"),
  };
}

export default async function LocaleLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) return <Bare>{children}</Bare>;
  const t = await getTranslations({ locale, namespace: "site" });
  return (
    <html lang={locale} className={fontVariables}>
      <body>
        <a className="skip-link" href="#main" target="_self">
          {t("skip")}
        </a>
        {children}
      </body>
    </html>
  );
}

/** No language, no words: the page inside leads on to the 404. */
function Bare({ children }: { children: ReactNode }) {
  return (
    <html lang={DEFAULT_LOCALE}>
      <body>{children}</body>
    </html>
  );
}
