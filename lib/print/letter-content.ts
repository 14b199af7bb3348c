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

export type CountrySignatures = {
  /** ISO 3166-1 alpha-2. Null if the signers gave none. */
  country: string | null;
  signatures: number;
  /** The number of signatures with a public name. */
  named: number;
  names: string[];
  comments: { name: string | null; comment: string }[];
};

/** The complete content of a delivery letter. Rendering it needs no database. */
export type Letter = {
  locale: Locale;
  organisation: string;
  asOf: Date;
  title: string;
  target: string;
  texts: SignedText[];
  countries: CountrySignatures[];
  names: { all: number; printed: number };
  comments: { isCut: boolean; printed: number };
};
