import countries from "i18n-iso-countries";
import type { Locale } from "@/lib/i18n/locales";
import { getPublicMessages, getTranslator } from "@/lib/i18n/translator";
import { CONSENT_WORDING } from "@/lib/signatures/consent-wording";
import { COUNTRY_CODES } from "@/lib/signatures/sign-input";

/** Returns the texts of signing as plain strings, so that the browser needs no translator. */
export function signingTexts(locale: Locale) {
  const { sign, inbox, problem, thanks, passOn, ripple, confirm, receipt } = getPublicMessages(locale);
  const t = getTranslator(locale, "campaign");
  return {
    ...sign,
    inbox: { ...inbox, locked: problem.codeLocked },
    thanks,
    passOn,
    ripple: { see: ripple.see },
    receiptLink: receipt.link,
    to: t("to"),
    confirm: { as: confirm.as, shown: confirm.shown, comment: confirm.comment, updates: confirm.updates },
    consent: CONSENT_WORDING[locale],
    count: {
      one: t("signatures", { count: 1 }),
      other: t("signatures", { count: 2 }),
      ofGoal: t("ofGoal", { goal: "{goal}" }),
    },
  };
}

export type SigningTexts = ReturnType<typeof signingTexts>;

const optionsByLocale = new Map<Locale, [code: string, name: string][]>();

/** Returns the countries in the alphabetical order of a language. Computed on the server only, because browsers may have other names. */
export function countryOptions(locale: Locale): [code: string, name: string][] {
  const known = optionsByLocale.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const options = COUNTRY_CODES.map((code): [string, string] => [
    code,
    names.of(code) ?? countries.getName(code, "en") ?? code,
  ]);
  options.sort(([, a], [, b]) => a.localeCompare(b, locale));
  optionsByLocale.set(locale, options);
  return options;
}
