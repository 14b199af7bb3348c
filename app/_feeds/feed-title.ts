import { getTranslations } from "next-intl/server";
import { isolated } from "@/lib/direction";
import type { Locale } from "@/lib/i18n/locales";

/** Returns the title of the feed of a language or of one of its topics. It contains the name of the language, because people follow feeds in several. */
export async function feedTitle(locale: Locale, topic?: string): Promise<string> {
  const t = await getTranslations({ locale });
  const site = t("feed.site", { name: t("site.name") });
  return topic === undefined ? site : t("feed.topic", { site, topic: isolated(topic) });
}
