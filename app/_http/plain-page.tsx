import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DIRECTIONS, type Locale } from "@/lib/i18n/locales";

type PlainPage = {
  locale: Locale;
  status: number;
  title: string;
  children: ReactNode;
  headers?: HeadersInit;
};

/** Returns a whole page as the response of a route handler, for browsers without JavaScript. Never cached. */
export async function plainPage({ locale, status, title, children, headers }: PlainPage): Promise<Response> {
  // Next refuses a static import of react-dom/server.
  const { renderToStaticMarkup } = await import("react-dom/server.edge");
  const t = await getTranslations({ locale, namespace: "site" });
  const page = (
    <html lang={locale} dir={DIRECTIONS[locale]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${t("name")}`}</title>
        <link rel="stylesheet" href="/ink.css" />
      </head>
      <body className="plain-page">
        <header>
          <a href={`/${locale}`}>{t("name")}</a>
        </header>
        <main id="main">
          <h1 dir="auto">{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...Object.fromEntries(new Headers(headers)),
    },
  });
}
