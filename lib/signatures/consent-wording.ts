import type { Locale } from "@/lib/i18n/locales";

export type Purpose = "signature" | "delivery" | "updates";

/** Change it with every edit of a wording below. Each consent stores the wording and version that the signer agreed to. */
export const CONSENT_VERSION = "2026-11-30";

/**
 * The consent wording for each purpose: shown in the form and stored with the consent. `{target}` is the target of the
 * petition text. `delivery` is for signers whose name the target receives.
 */
export const CONSENT_WORDING: Record<Locale, Record<Purpose, string>> = {
  en: {
    signature:
      "By signing you agree that we keep your name and address to count your signature. It may show a political opinion. You can withdraw at any time.",
    delivery: "{target} will receive your full name and country.",
    updates: "Send me news of this campaign by e-mail. I can stop it at any time.",
  },
  es: {
    signature:
      "Al firmar aceptas que guardemos tu nombre y tu dirección para contar tu firma. Puede revelar una opinión política. Puedes retirarla cuando quieras.",
    delivery: "Tu nombre completo y tu país se entregan a: {target}.",
    updates: "Quiero recibir por correo noticias de esta campaña. Puedo dejarlo cuando quiera.",
  },
};

/** Returns a wording with the name of the target in it. */
export function nameTarget(wording: string, target: string): string {
  // By a function: in a string, `$&` and `$1` would be replaced, too.
  return wording.replaceAll("{target}", () => target);
}

type Choices = { locale: Locale; updates: boolean; deliver: "name" | "count" };

/** Returns the consents that a signer gives with these choices, as the form shows them. */
export function givenConsents({ locale, updates, deliver }: Choices) {
  const purposes: Purpose[] = [
    "signature",
    ...(deliver === "name" ? (["delivery"] as const) : []),
    ...(updates ? (["updates"] as const) : []),
  ];
  return purposes.map((purpose) => ({
    purpose,
    wording: CONSENT_WORDING[locale][purpose],
    version: CONSENT_VERSION,
  }));
}
