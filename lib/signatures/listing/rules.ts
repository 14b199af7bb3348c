import type { SignatureCursor, SignatureFilter } from "./input";

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
export function partsOf(filter: SignatureFilter): { part: FilterPart; value: string }[] {
  return FILTER_PARTS.flatMap((part) => {
    const value = filter[part];
    return value === undefined ? [] : { part, value };
  });
}

/** A filter as the query of an address, without some parts of it. */
export function filterQuery(filter: SignatureFilter, without: FilterPart[] = []): URLSearchParams {
  return new URLSearchParams(
    partsOf(filter).flatMap(({ part, value }) => (without.includes(part) ? [] : [[part, value]])),
  );
}

/** A place in the list as an address has it. `signatureCursor` reads it. */
export function cursorText({ at, id }: SignatureCursor): string {
  return `${at}_${id}`;
}

/** Whether the signatures of a filter lie together in an index, so that counting them is cheap. */
export function isCountedCheaply(filter: SignatureFilter): boolean {
  return partsOf(filter).every(({ part }) => part === "state" || part === "from" || part === "to");
}

/** The last moment of a day that a filter names. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString();
}
