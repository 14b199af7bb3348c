import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Document, documentViewport } from "@/app/_components/document";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, DIRECTIONS, isLocale } from "@/lib/i18n/locales";

/** Pages are rendered on request, and kept by the server (`server/page-cache/`). A build needs no database. */
export const dynamic = "force-dynamic";

export const viewport = documentViewport;

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

/** Without a valid language, the page inside redirects to the 404 page. */
export default async function LocaleLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (isLocale(locale)) return <Document locale={locale}>{children}</Document>;
  return (
    <html lang={DEFAULT_LOCALE} dir={DIRECTIONS[DEFAULT_LOCALE]}>
      <body>{children}</body>
    </html>
  );
}
