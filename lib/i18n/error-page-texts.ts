import type { Locale } from "./locales";

/** Texts of the error page. Separate from the other texts, because the error page is browser code and would bundle them all. */
export const ERROR_PAGE_TEXTS: Record<Locale, { title: string; lead: string; again: string; front: string }> =
  {
    en: {
      title: "Something broke on our side",
      lead: "Everything that was confirmed to you is saved. Try again in a moment.",
      again: "Try again",
      front: "To the front page",
    },
    es: {
      title: "Algo ha fallado por nuestra parte",
      lead: "Todo lo que te confirmamos está guardado. Inténtalo de nuevo en un momento.",
      again: "Intentar de nuevo",
      front: "A la portada",
    },
  };
