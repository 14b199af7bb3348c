import { z } from "zod";
import { SIGNATURE_STATES } from "@/db/schema";
import { isId, isSlug } from "@/lib/ids";
import { COUNTRY_CODES, isChannelName, MAX_NAME_LENGTH } from "./sign-input";

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const LONGEST_DOMAIN = 253;
const CONTROL = /\p{Cc}/gu;

/** One value of an address' query. Given twice, the first holds; what makes no sense narrows nothing. */
const wish = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === "string" && first.trim() !== "" ? first.trim() : undefined;
  }, field.optional().catch(undefined));

const day = z.iso.date().refine((text) => text >= "1970-01-01" && text <= "2999-12-31");

/**
 * Which signatures of a campaign are meant, as the query of a page's address says it
 * (`signatureFilter.parse(await searchParams)`). A person is named by their id: addresses have no place in a URL.
 */
export const signatureFilter = z.object({
  state: wish(z.enum(SIGNATURE_STATES)),
  country: wish(
    z
      .string()
      .toUpperCase()
      .refine((code) => COUNTRY_CODES.includes(code)),
  ),
  /** The slug of the article in which they signed, in whatever language. */
  article: wish(z.string().refine(isSlug)),
  channel: wish(z.string().toLowerCase().refine(isChannelName)),
  /** Days in UTC, both included. */
  from: wish(day),
  to: wish(day),
  /** The domain of the mail address. */
  domain: wish(
    z
      .string()
      .toLowerCase()
      .transform((text) => text.replace(/^@/, ""))
      .pipe(z.string().max(LONGEST_DOMAIN).regex(DOMAIN)),
  ),
  /** How the name begins; case and accents don't matter. */
  name: wish(
    z
      .string()
      .transform((text) => text.normalize("NFC").replace(CONTROL, "").replace(/\s+/g, " "))
      .pipe(z.string().min(1).max(MAX_NAME_LENGTH)),
  ),
  person: wish(z.string().toLowerCase().refine(isId)),
});

export type SignatureFilter = z.output<typeof signatureFilter>;

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** A place in the list: when a signature was signed, to the microsecond, and its id. */
export const signatureCursor = z
  .string()
  .transform((text) => {
    const [at = "", id = ""] = text.split("_");
    return { at, id };
  })
  .refine(({ at, id }) => MOMENT.test(at) && !Number.isNaN(Date.parse(at)) && isId(id));

export type SignatureCursor = z.output<typeof signatureCursor>;

/** What staff type to find somebody: at most as long as an address can be. */
export const addressSearch = z.object({ email: z.string().max(320) });

/** The parts of a filter, in the order in which staff see them. */
export const FILTER_PARTS = [
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

/** A filter as the query of an address, without some parts of it. */
export function filterQuery(filter: SignatureFilter, without: FilterPart[] = []): URLSearchParams {
  return new URLSearchParams(
    activeFilterParts(filter).flatMap(({ part, value }) => (without.includes(part) ? [] : [[part, value]])),
  );
}

/** A place in the list as an address has it. `signatureCursor` reads it. */
export function cursorText({ at, id }: SignatureCursor): string {
  return `${at}_${id}`;
}

/** Whether the signatures of a filter lie together in an index, so that counting them is cheap. */
export function isCountedCheaply(filter: SignatureFilter): boolean {
  return activeFilterParts(filter).every(({ part }) => part === "state" || part === "from" || part === "to");
}

/** The last moment of a day that a filter names. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString();
}
