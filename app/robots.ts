import type { MetadataRoute } from "next";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";

export const dynamic = "force-dynamic";

/**
 * Disallows the API, the staff area and personal pages. Share links may be fetched: messengers need them for previews, and
 * crawlers must see that they are not to be indexed (`X-Robots-Tag`).
 */
export default function robots(): MetadataRoute.Robots {
  const disallowed = LOCALES.flatMap((locale) =>
    ["staff", "confirm/", "mail/", "pass-on/"].map((page) => `/${locale}/${page}`),
  );
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", ...disallowed] },
    sitemap: `${env().APP_URL}/sitemap.xml`,
  };
}
