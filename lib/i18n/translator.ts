import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "next-intl";
import type { Locale } from "./locales";
import en from "./messages/en/public.json";
import es from "./messages/es/public.json";

type Messages = typeof en;

const MESSAGES: Record<Locale, Messages> = { en, es };

/** Returns the public texts of a language, unformatted. */
export function getPublicMessages(locale: Locale): Messages {
  return MESSAGES[locale];
}

/**
 * Returns the translator of the public texts, of all or of one section. Unlike `next-intl/server` it needs no request of Next, so
 * the HTTP server and the drawing of cards use it, too.
 */
export function getTranslator<Section extends NamespaceKeys<Messages, NestedKeyOf<Messages>> = never>(
  locale: Locale,
  namespace?: Section,
) {
  return createTranslator<Messages, Section>({
    locale,
    messages: MESSAGES[locale],
    namespace,
    timeZone: "UTC",
  });
}

/** The translator of all public texts. */
export type Translator = ReturnType<typeof getTranslator<never>>;
