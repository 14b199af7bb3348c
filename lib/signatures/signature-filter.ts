import { z } from "zod";
import { SIGNATURE_STATES } from "@/db/schema";
import { isId, isSlug } from "@/lib/ids";
import { cleanLine } from "@/lib/visible-text";
import { COUNTRY_CODES, isChannelName, mailboxInput } from "./sign-input";
import { MAX_NAME_LENGTH } from "./sign-limits";

const MAX_DOMAIN_LENGTH = 253;

/**
 * An optional query parameter. The first of several values counts; invalid values are ignored, except of what staff type: a text
 * that nobody can have finds nobody, for a list of everybody would be taken for those found.
 */
const optionalParam = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === "string" && first.trim() !== "" ? first.trim() : undefined;
  }, field.optional().catch(undefined));

const day = z.iso.date().refine((text) => text >= "1970-01-01" && text <= "2999-12-31");

/**
 * The filter of the signature list, parsed from the query (`signatureFilter.parse(await searchParams)`). A person is
 * given by id: e-mail addresses must not appear in URLs.
 */
export const signatureFilter = z.object({
  state: optionalParam(z.enum(SIGNATURE_STATES)),
  country: optionalParam(
    z
      .string()
      .toUpperCase()
      .refine((code) => COUNTRY_CODES.includes(code)),
  ),
  /** The slug of the article in which they signed, in any language. */
  article: optionalParam(z.string().refine(isSlug)),
  channel: optionalParam(z.string().toLowerCase().refine(isChannelName)),
  /** Days in UTC, both included. */
  from: optionalParam(day),
  to: optionalParam(day),
  /** The domain of the mail address. */
  domain: optionalParam(
    z
      .string()
      .toLowerCase()
      .transform((text) => cleanLine(text).replace(/^@/, "").slice(0, MAX_DOMAIN_LENGTH))
      .pipe(z.string().min(1)),
  ),
  /** Beginnings of words of the name, ignoring case and accents. */
  name: optionalParam(
    z
      .string()
      .transform((text) => cleanLine(text).slice(0, MAX_NAME_LENGTH))
      .pipe(z.string().min(1)),
  ),
  person: optionalParam(z.string().toLowerCase().refine(isId)),
});

export type SignatureFilter = z.output<typeof signatureFilter>;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** Parses a list cursor: the time of signing, to the microsecond, and the id. */
export const signatureCursor = z
  .string()
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at, id };
  })
  .refine(({ at, id }) => MOMENT.test(at) && !Number.isNaN(Date.parse(at)) && isId(id));

export type SignatureCursor = z.output<typeof signatureCursor>;

/** The search by e-mail address, in any spelling. */
export const addressSearch = z.object({ email: mailboxInput("emailInvalid") });

/** The parts of a filter, in display order. */
const FILTER_PARTS = [
  "state",
  "country",
  "article",
  "channel",
  "from",
  "to",
  "domain",
  "name",
  "person",
] as const;

export type FilterPart = (typeof FILTER_PARTS)[number];

/** The parts of a filter that are set. */
export function activeFilterParts(filter: SignatureFilter): { part: FilterPart; value: string }[] {
  return FILTER_PARTS.flatMap((part) => {
    const value = filter[part];
    return value === undefined ? [] : { part, value };
  });
}

/** Serializes a filter as a query, without the given parts. */
export function filterQuery(filter: SignatureFilter, without: FilterPart[] = []): URLSearchParams {
  return new URLSearchParams(
    activeFilterParts(filter).flatMap(({ part, value }) => (without.includes(part) ? [] : [[part, value]])),
  );
}

/** Serializes a list cursor. `signatureCursor` parses it. */
export function cursorText({ at, id }: SignatureCursor): string {
  return `${at}_${id}`;
}

/** Whether an index covers the whole filter, so that counting is cheap. */
export function isCountedCheaply(filter: SignatureFilter): boolean {
  return activeFilterParts(filter).every(({ part }) => part === "state" || part === "from" || part === "to");
}

/** Returns the start of the following day (UTC). */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString();
}
