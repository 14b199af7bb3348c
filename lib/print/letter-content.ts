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
  /** The number of signatures whose name the target receives. */
  named: number;
  names: string[];
  /** `locale` is the language in which the signer read the petition. */
  comments: { name: string | null; comment: string; locale: string }[];
};

/** The complete content of a delivery letter. Rendering it needs no database. */
export type Letter = {
  locale: Locale;
  organisation: string;
  asOf: Date;
  title: string;
  target: string;
  /** The language of title and target. */
  textLocale: string;
  texts: SignedText[];
  countries: CountrySignatures[];
  names: { all: number; printed: number };
  comments: { isCut: boolean; printed: number };
};
