import type { MetadataRoute } from "next";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";

export const dynamic = "force-dynamic";

/**
 * Everything may be read but the rooms behind a door. Share links may be fetched: a messenger that is kept out shows no
 * preview, and a crawler that is kept out never sees that they are not to be indexed (`X-Robots-Tag`).
 */
export default function robots(): MetadataRoute.Robots {
  const doors = LOCALES.flatMap((locale) =>
    ["staff", "confirm/", "mail/", "pass-on/"].map((door) => `/${locale}/${door}`),
  );
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", ...doors] },
    sitemap: `${env().APP_URL}/sitemap.xml`,
  };
}
