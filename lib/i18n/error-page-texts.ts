import type { Locale } from "./locales";

/** Texts of the error page. Separate from the other texts, because the error page is browser code and would bundle them all. */
export const ERROR_PAGE_TEXTS: Record<Locale, ErrorPageTexts> = {
  en: {
    title: "Something broke on our side",
    lead: "Everything that was confirmed to you is saved. Try again in a moment.",
    readOnlyTitle: "The site is read-only",
    readOnly: "An owner has turned this on, and nothing was saved. Try again later.",
    again: "Try again",
    front: "To the front page",
  },
  es: {
    title: "Algo ha fallado por nuestra parte",
    lead: "Todo lo que te confirmamos está guardado. Inténtalo de nuevo en un momento.",
    readOnlyTitle: "El sitio es de solo lectura",
    readOnly: "Así lo decidió una persona propietaria, y no se guardó nada. Inténtalo de nuevo más tarde.",
    again: "Intentar de nuevo",
    front: "A la portada",
  },
};

type ErrorPageTexts = {
  title: string;
  lead: string;
  /** Of an action of the staff area while the site is read-only: the server answers with `readOnly`. */
  readOnlyTitle: string;
  readOnly: string;
  again: string;
  front: string;
};
