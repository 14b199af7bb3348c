import { parseAttribution } from "@/lib/attribution";
import { type EmbedTheme, isEmbedTheme, THEME_PARAMETER } from "@/lib/campaigns/embed-snippet";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { isSlug } from "@/lib/ids";
import { parseShareAddress } from "@/lib/sharing/share-address";
import { isDecodable, tidyAddress } from "../tidy-address";

/** A page of ours that can be embedded. `via` is the code of the share link in its query, `theme` the colours asked for there. */
export type Address = { theme: EmbedTheme | null } & (
  | { kind: "campaign" | "article"; locale: Locale; slug: string; via: string | null }
  | { kind: "link"; code: string }
);

const PAGE = /^\/([a-z]{2})\/(campaigns|articles|embed)\/([^/]+)\/?$/;
const LINK = /^\/s\/([^/]+)\/?$/;

/** Parses a pasted URL, corrected as for a visitor. Null if it is not a page of ours. Nothing is fetched. */
export function parseAddress(text: string): Address | null {
  const url = new URL(text);
  if (url.origin !== new URL(env().APP_URL).origin || !isDecodable(url.pathname)) return null;
  const path = tidyAddress(url.pathname, () => DEFAULT_LOCALE) ?? url.pathname;
  const asked = url.searchParams.get(THEME_PARAMETER);
  const theme = isEmbedTheme(asked) ? asked : null;
  const [, shared] = LINK.exec(path) ?? [];
  if (shared) {
    const link = parseShareAddress(shared);
    return link && { kind: "link", code: link.code, theme };
  }
  const [, locale = "", kind, slug = ""] = PAGE.exec(path) ?? [];
  if (!isLocale(locale) || !isSlug(slug)) return null;
  return {
    kind: kind === "articles" ? "article" : "campaign",
    ...{ locale, slug, theme },
    via: parseShareAddress(parseAttribution(url.searchParams).via ?? "")?.code ?? null,
  };
}
