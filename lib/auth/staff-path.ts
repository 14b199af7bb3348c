/** A path of the staff's rooms behind the locale, as a browser would understand it; null for everything that leads elsewhere. */
export function parseStaffPath(text: unknown): string | null {
  if (typeof text !== "string" || text.length > LONGEST_PATH || !text.startsWith("/")) return null;
  if (!URL.canParse(text, NOWHERE)) return null;
  const { origin, pathname, search } = new URL(text, NOWHERE);
  if (origin !== NOWHERE || !/^\/staff(\/|$)/.test(pathname)) return null;
  return pathname + search;
}

const LONGEST_PATH = 1_000;

const NOWHERE = "http://nowhere.invalid";
