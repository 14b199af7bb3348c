import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { Document, documentViewport } from "./_components/document";
import { FrontPageLink } from "./_components/front-page-link";
import { MessagePage } from "./_components/message-page";
import { PublicFrame } from "./_components/public-frame";
import { preferredLocale } from "./_http/preferred-locale";

export const viewport = documentViewport;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfAddress(), namespace: "site" });
  return { title: `${t("notFoundTitle")} · ${t("name")}`, robots: { index: false } };
}

/** The 404 page, in the language of the address, or else in the one that the browser prefers. */
export default async function NotFoundPage() {
  const locale = await localeOfAddress();
  const t = await getTranslations({ locale, namespace: "site" });
  return (
    <Document locale={locale}>
      <PublicFrame locale={locale}>
        <MessagePage kicker="404" title={t("notFoundTitle")}>
          <p className="font-serif text-xl">{t("notFound")}</p>
          <p>
            <FrontPageLink locale={locale} label={t("toFront")} />
          </p>
        </MessagePage>
      </PublicFrame>
    </Document>
  );
}

/** The path of the address comes from `server/request-guard.ts`. */
async function localeOfAddress(): Promise<Locale> {
  const sent = await headers();
  const language = sent.get("x-requested-path")?.split("/")[1]?.toLowerCase() ?? "";
  return isLocale(language) ? language : preferredLocale({ headers: sent });
}
