import type { Campaign } from "@/lib/campaigns/queries";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";

/** Who publishes, as schema.org's Organization. */
export function publisher() {
  const { ORGANISATION, APP_URL } = env();
  return {
    "@type": "Organization",
    name: ORGANISATION,
    url: APP_URL,
    logo: { "@type": "ImageObject", url: `${APP_URL}/icon.svg` },
  };
}

/** Where one signs an open campaign. */
export function endorsing(campaign: Campaign, locale: Locale, path: string) {
  return {
    "@type": "EndorseAction",
    name: campaign.title,
    target: {
      "@type": "EntryPoint",
      urlTemplate: env().APP_URL + path,
      inLanguage: locale,
      actionPlatform: ["https://schema.org/DesktopWebPlatform", "https://schema.org/MobileWebPlatform"],
    },
  };
}

/** The way from the front page down to a page. */
export function breadcrumbs(steps: { name: string; path: string }[]) {
  return {
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: env().APP_URL + path,
    })),
  };
}
