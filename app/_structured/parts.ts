import type { Campaign } from "@/lib/campaigns/published-campaigns";
import { env } from "@/lib/env";

/** Returns the publisher as schema.org Organization. */
export function publisher() {
  const { ORGANISATION, APP_URL } = env();
  return {
    "@type": "Organization",
    name: ORGANISATION,
    url: APP_URL,
    logo: { "@type": "ImageObject", url: `${APP_URL}/icon.svg` },
  };
}

/** Returns the action of signing a campaign. `path` is that of its form. */
export function endorseAction(campaign: Campaign, path: string) {
  return { "@type": "EndorseAction", name: campaign.title, target: env().APP_URL + path };
}

/** Returns schema.org breadcrumbs for a list of pages, from the front page down. */
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
