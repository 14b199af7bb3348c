import { headers } from "next/headers";
import { cache } from "react";
import { preferredLocale } from "@/app/_http/preferred-locale";
import { db } from "@/lib/database";
import { withDatabaseLimits } from "@/lib/database-limits";
import type { Locale } from "@/lib/i18n/locales";
import { getRipple, type Ripple } from "@/lib/reporting/ripple";
import { parseShareAddress } from "@/lib/sharing/share-address";

/** What a page about a link knows: its figures, that there is no such link, or that the database is away just now. */
export type Look = { locale: Locale } & (
  | { ripple: Ripple | null; away: false }
  | { ripple: null; away: true }
);

/** Looks once for each request; frame, title and page share what it finds. In the link's language, else in the reader's. */
export const loadRipple = cache(async (address: string): Promise<Look> => {
  const code = parseShareAddress(address)?.code;
  const read = await withDatabaseLimits(async () => ({
    ripple: code ? await getRipple(db(), { code }) : null,
  }));
  const locale = read?.ripple?.locale ?? preferredLocale({ headers: await headers() });
  return read ? { locale, ripple: read.ripple, away: false } : { locale, ripple: null, away: true };
});
