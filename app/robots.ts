import type { MetadataRoute } from "next";
import { env } from "@/lib/env";
import { LOCALES } from "@/lib/i18n/locales";

export const dynamic = "force-dynamic";

/** Everything may be read but the rooms behind a door. */
export default function robots(): MetadataRoute.Robots {
  const doors = LOCALES.flatMap((locale) =>
    ["staff", "confirm/", "mail/"].map((door) => `/${locale}/${door}`),
  );
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/s/", ...doors] },
    sitemap: `${env().APP_URL}/sitemap.xml`,
  };
}
