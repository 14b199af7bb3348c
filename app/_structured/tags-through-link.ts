import type { Metadata } from "next";
import { getCachedDestination } from "@/app/_http/link-cache";
import { getCardSubject } from "@/app/_social-cards/card-subject";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { withLinkCard } from "./card-tags";

/** Returns the tags of a page with the card of a share link, if the link leads to the page; else unchanged tags. */
export async function addLinkTags(tags: Metadata, { code, path }: { code: string; path: string }) {
  const destination = await getCachedDestination(code);
  if (destination.outcome !== "found" || destination.path !== path) return tags;
  const address = { locale: DEFAULT_LOCALE, kind: "links", slug: code } as const;
  const read = await withDatabaseLimits(async () => ({ card: await getCardSubject(address) }));
  return read?.card ? withLinkCard(tags, read.card) : tags;
}
