import type { Locale } from "./locales";

/** "From" with the article, for countries whose name takes one, by language. */
const FROM_WITH_ARTICLE: Record<Locale, [prefix: string, codes: string[]][]> = {
  en: [
    [
      "from the ",
      "AE AX BS CC CD CF CG CK DO FK FO GM GB GS HM IM IO KM KY MH MP MV NL PH PN PS SB SC TC TF UM US VA VG VI".split(
        " ",
      ),
    ],
  ],
  es: [
    ["del ", ["GB"]],
    ["de la ", ["CF", "CD", "CG", "DO", "IM", "VA"]],
    ["de los ", ["AE", "NL", "PS"]],
    ["de las ", "AX BS CC CK FK FO GS HM KY MH MP MV PN SB SC TC UM VG VI".split(" ")],
  ],
};

const PLAIN_FROM: Record<Locale, string> = { en: "from ", es: "de " };

/** Returns "from France" or "from the United Kingdom" for a country code (ISO 3166-1), in the given language. */
export function fromCountry(locale: Locale, code: string): string {
  const name = new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;
  const [prefix] = FROM_WITH_ARTICLE[locale].find(([, codes]) => codes.includes(code)) ?? [
    PLAIN_FROM[locale],
  ];
  return `${prefix}${name}`;
}
