import type { Locale } from "./locales";

/** What the error page says. Apart from the other texts, because that page runs in the browser and must not bring them all along. */
export const ERROR_PAGE_TEXTS: Record<Locale, { title: string; lead: string; again: string; front: string }> =
  {
    en: {
      title: "Something broke on our side",
      lead: "What you were told had arrived is safe. Try again in a moment.",
      again: "Try again",
      front: "To the front page",
    },
    es: {
      title: "Algo ha fallado por nuestra parte",
      lead: "Lo que te dijimos que llegó está a salvo. Inténtalo de nuevo en un momento.",
      again: "Intentar de nuevo",
      front: "A la portada",
    },
  };
