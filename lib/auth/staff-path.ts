/** The start page of the staff area, without the locale. */
export const STAFF_HOME = "/staff";

/** Normalises a path in the staff area, without the locale, as a browser resolves it. Returns null for every other target. */
export function parseStaffPath(text: unknown): string | null {
  if (typeof text !== "string" || text.length > MAX_PATH_LENGTH || !text.startsWith("/")) return null;
  if (!URL.canParse(text, DUMMY_ORIGIN)) return null;
  const { origin, pathname, search } = new URL(text, DUMMY_ORIGIN);
  if (origin !== DUMMY_ORIGIN || !/^\/staff(\/|$)/.test(pathname)) return null;
  return pathname + search;
}

const MAX_PATH_LENGTH = 1_000;

const DUMMY_ORIGIN = "http://nowhere.invalid";
