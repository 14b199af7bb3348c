import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";

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

/** Signing an open campaign, and where one does it. */
export function endorseAction(campaign: Campaign, path: string) {
  return { "@type": "EndorseAction", name: campaign.title, target: env().APP_URL + path };
}

/** The way from the front page down to a page. */
export function breadcrumbs(steps: { name: string; path: string }[]) {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: steps.map(({ name, path }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: env().APP_URL + path,
    })),
  };
}
