import type { Locale } from "@/lib/i18n/locales";

export type SignedText = {
  locale: string;
  title: string;
  target: string;
  summary: string;
  /** Markdown without directives. */
  ask: string;
  sha256: string;
  publishedAt: Date | null;
  signatures: number;
};

export type CountryPart = {
  /** ISO 3166-1 alpha-2, or null where none was given. */
  country: string | null;
  signatures: number;
  /** How many of them show a name. */
  named: number;
  names: string[];
  comments: { name: string | null; comment: string }[];
};

/** Everything that the letter to a target says. Whoever sets it looks nothing up. */
export type Letter = {
  locale: Locale;
  organisation: string;
  asOf: Date;
  title: string;
  target: string;
  texts: SignedText[];
  countries: CountryPart[];
  names: { all: number; printed: number };
  comments: { isCut: boolean; printed: number };
};
