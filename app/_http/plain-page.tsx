import type { ReactNode } from "react";
import { Logo } from "@/app/_components/logo";
import { LegalLinks } from "@/app/_legal/legal-links";
import { DIRECTIONS, LOCALE_NAMES, LOCALES, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { feedPath, mePath, staffAreaPath } from "@/lib/paths";
import { textResponse } from "./text-response";

type PlainPage = {
  locale: Locale;
  status: number;
  title: string;
  children: ReactNode;
  headers?: HeadersInit;
};

/** Returns a whole page as the response of a route handler, for browsers without JavaScript. Never cached. */
export async function plainPage({ locale, status, title, children, headers }: PlainPage): Promise<Response> {
  // For the feeds, which Next answers: it refuses a static import of react-dom/server.
  const { renderToStaticMarkup } = await import("react-dom/server.edge");
  const t = getTranslator(locale, "site");
  const page = (
    <html lang={locale} dir={DIRECTIONS[locale]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${t("name")}`}</title>
        <link rel="stylesheet" href="/ink.css" />
        <link rel="stylesheet" href="/plain-page.css" />
      </head>
      <body className="plain-page">
        <a className="skip-link" href="#main">
          {t("skip")}
        </a>
        <PlainMasthead locale={locale} />
        <main id="main">
          <h1 dir="auto">{title}</h1>
          {children}
        </main>
        <PlainFooter locale={locale} />
      </body>
    </html>
  );
  return textResponse(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...Object.fromEntries(new Headers(headers)),
    },
  });
}

/** The masthead of `PublicFrame`, without the client component in it. */
function PlainMasthead({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "site");
  return (
    <header>
      <a className="masthead-name" href={`/${locale}`}>
        <Logo />
        {t("name")}
      </a>
      <nav aria-label={t("navigation")}>
        {LOCALES.filter((other) => other !== locale).map((other) => (
          <a key={other} href={`/${other}`} hrefLang={other} lang={other}>
            {LOCALE_NAMES[other]}
          </a>
        ))}
      </nav>
    </header>
  );
}

function PlainFooter({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "site");
  return (
    <footer>
      <p>{t("colophon")}</p>
      <ul>
        <LegalLinks locale={locale} />
        <li>
          <a href={mePath(locale)} rel="nofollow">
            {t("ownSignatures")}
          </a>
        </li>
        <li>
          <a href={feedPath(locale, "xml")}>{t("feed")}</a>
        </li>
        <li>
          <a href={staffAreaPath(locale)} rel="nofollow">
            {t("staff")}
          </a>
        </li>
      </ul>
    </footer>
  );
}
