import type { Transaction } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { getSettings } from "./get-setting";

/** Returns why nobody can sign at the moment, in a language: in the words of the owners, or in ours. Null if people can sign. */
export async function getSigningPause(db: Transaction, locale: Locale): Promise<{ text: string } | null> {
  const { "pause-signing": signing, "read-only": everything } = await getSettings(db);
  if (!signing.on && !everything.on) return null;
  const written = signing.on ? signing.text[locale] : undefined;
  return { text: written ?? getTranslator(locale, "problem")(everything.on ? "readOnly" : "paused") };
}
