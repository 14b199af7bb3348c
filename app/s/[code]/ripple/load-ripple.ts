import { headers } from "next/headers";
import { cache } from "react";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { getRipple, type Ripple } from "@/lib/reporting/ripple";
import { parseShareAddress } from "@/lib/sharing/share-address";

/** The figures of a link, null if there is no such link. `isAvailable` is false while the database is unavailable. */
type LoadedRipple = { locale: Locale; ripple: Ripple | null; isAvailable: boolean };

/** Loads the figures of a link, once per request for layout, metadata and page. The language is the link's, else the reader's. */
export const loadRipple = cache(async (address: string): Promise<LoadedRipple> => {
  const code = parseShareAddress(address)?.code;
  const read = await withDatabaseLimits(async () => ({
    ripple: code ? await getRipple(db(), { code }) : null,
  }));
  const locale = read?.ripple?.locale ?? preferredLocale({ headers: await headers() });
  return { locale, ripple: read?.ripple ?? null, isAvailable: read !== null };
});
