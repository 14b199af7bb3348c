import type { Locale } from "@/lib/i18n/locales";

export type Purpose = "signature" | "updates";

/** Change it with every edit of a wording below. Each consent stores the wording and version that the signer agreed to. */
export const CONSENT_VERSION = "2026-11";

/** The consent wording for each purpose: shown in the form and stored with the consent. */
export const CONSENT_WORDING: Record<Locale, Record<Purpose, string>> = {
  en: {
    signature:
      "By signing you agree that we keep your name and address to count your signature and to hand it to the target of this petition. It may show a political opinion. You can withdraw at any time.",
    updates: "Send me news of this campaign by e-mail. I can stop it at any time.",
  },
  es: {
    signature:
      "Al firmar aceptas que guardemos tu nombre y tu dirección para contar tu firma y entregarla a quien va dirigida esta petición. Puede revelar una opinión política. Puedes retirarla cuando quieras.",
    updates: "Quiero recibir por correo noticias de esta campaña. Puedo dejarlo cuando quiera.",
  },
};
