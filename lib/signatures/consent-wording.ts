import type { Locale } from "@/lib/i18n/locales";

/** What a signer may agree to: `display` is that the public sees the name. */
export const PURPOSES = ["signature", "delivery", "display", "updates"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** A wording that staff wrote. A purpose without a text has the program's own. */
export type ConsentWording = { texts: Partial<Record<Purpose, string>>; version: string };

/** Change it with every edit of a wording below. Each consent stores the wording and version that the signer agreed to. */
export const CONSENT_VERSION = "2026-11-30b";

/**
 * The program's own wording for each purpose: shown in the form and stored with the consent, unless staff wrote another. `{target}` is
 * the target of the petition text. `delivery` is for signers whose name the target receives, `display` for those who show it.
 */
export const CONSENT_WORDING: Record<Locale, Record<Purpose, string>> = {
  en: {
    signature:
      "By signing you agree that we keep your name and address to count your signature. It may show a political opinion. You can withdraw at any time.",
    delivery: "{target} will receive your full name and country.",
    display:
      "The public sees neither your name nor your country, unless you choose to show your name here: then both are shown.",
    updates: "Send me news of this campaign by e-mail. I can stop it at any time.",
  },
  es: {
    signature:
      "Al firmar aceptas que guardemos tu nombre y tu dirección para contar tu firma. Puede revelar una opinión política. Puedes retirarla cuando quieras.",
    delivery: "Tu nombre completo y tu país se entregan a: {target}.",
    display:
      "El público no ve ni tu nombre ni tu país, salvo que elijas aquí mostrar tu nombre: entonces se muestran los dos.",
    updates: "Quiero recibir por correo noticias de esta campaña. Puedo dejarlo cuando quiera.",
  },
};

/** Returns a wording with the name of the target in it. */
export function nameTarget(wording: string, target: string): string {
  // By a function: in a string, `$&` and `$1` would be replaced, too.
  return wording.replaceAll("{target}", () => target);
}

type Choices = {
  locale: Locale;
  updates: boolean;
  deliver: "name" | "count";
  display: "anonymous" | "first" | "full";
  /** What the form showed, if staff wrote it. */
  wording?: ConsentWording;
};

/** Returns the consents that a signer gives with these choices, as the form shows them. */
export function givenConsents({ locale, updates, deliver, display, wording }: Choices) {
  const purposes: Purpose[] = [
    "signature",
    ...(deliver === "name" ? (["delivery"] as const) : []),
    ...(display !== "anonymous" ? (["display"] as const) : []),
    ...(updates ? (["updates"] as const) : []),
  ];
  return purposes.map((purpose) => ({
    purpose,
    wording: wording?.texts[purpose] ?? CONSENT_WORDING[locale][purpose],
    version: wording?.texts[purpose] ? wording.version : CONSENT_VERSION,
  }));
}
