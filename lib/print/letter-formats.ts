/** Returns the formatters for numbers, days, countries and languages in a locale. */
export function letterFormats(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  const languages = new Intl.DisplayNames([locale], { type: "language" });
  return {
    number: (count: number) => numbers.format(count),
    day: (at: Date) => days.format(at),
    country: (code: string | null, none: string) => (code ? (countries.of(code) ?? code) : none),
    language: (code: string) => languages.of(code) ?? code,
  };
}

export type LetterFormats = ReturnType<typeof letterFormats>;
