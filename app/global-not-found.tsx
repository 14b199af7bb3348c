import "./globals.css";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DEFAULT_LOCALE, DIRECTIONS, LOCALES } from "@/lib/i18n/locales";
import { OwnLanguageFirst } from "./_components/own-language-first";
import { fontVariables } from "./_fonts";

export const metadata: Metadata = { title: "404 · Groundswell", robots: { index: false } };

/** The 404 page. It is static, so it has every language. */
export default async function NotFoundPage() {
  const sections = await Promise.all(
    LOCALES.map(async (locale) => ({ locale, t: await getTranslations({ locale, namespace: "site" }) })),
  );
  return (
    <html lang={DEFAULT_LOCALE} dir={DIRECTIONS[DEFAULT_LOCALE]} className={fontVariables}>
      <body>
        <main id="main" className="mx-auto grid w-full max-w-measure content-start gap-12 px-4 py-16">
          {sections.map(({ locale, t }, index) => {
            const Heading = index === 0 ? "h1" : "h2";
            return (
              <section key={locale} lang={locale} dir={DIRECTIONS[locale]} className="grid gap-4">
                <Heading className="text-4xl font-semibold">{t("notFoundTitle")}</Heading>
                <p className="font-serif text-xl">{t("notFound")}</p>
                <p>
                  <a className="button button-quiet" href={`/${locale}`}>
                    {t("toFront")}
                  </a>
                </p>
              </section>
            );
          })}
        </main>
        <OwnLanguageFirst />
      </body>
    </html>
  );
}
