import type { Metadata } from "next";
import { getCachedDestination } from "@/app/_http/link-cache";
import { getCardSubject } from "@/app/_social-cards/card-subject";
import { withDatabaseLimits } from "@/lib/database-limits";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { withLinkCard } from "./card-tags";

/** A page's tags as a share link shows it, with the link's own card, if that link leads to the page; else as they are. */
export async function addLinkTags(tags: Metadata, { code, path }: { code: string; path: string }) {
  const destination = await getCachedDestination(code);
  if (destination.outcome !== "found" || destination.path !== path) return tags;
  const place = { locale: DEFAULT_LOCALE, kind: "links", slug: code } as const;
  const read = await withDatabaseLimits(async () => ({ card: await getCardSubject(place) }));
  return read?.card ? withLinkCard(tags, read.card) : tags;
}
