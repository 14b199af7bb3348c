import type { STAFF_ROLES } from "@/db/schema";

export type StaffRole = (typeof STAFF_ROLES)[number];

const EVERYBODY = ["owner", "editor", "campaigner", "analyst"] as const;
/** Every role, from the one that may most to the one that may least. */
export const ROLES: readonly StaffRole[] = EVERYBODY;

const WRITERS = ["owner", "editor"] as const;
const CAMPAIGNERS = ["owner", "campaigner"] as const;

/**
 * Who may do what: the one table that every page, action and route asks. A permission is named for the thing and the
 * deed; a role that is not listed may not. Analysts read counts, and never personal data.
 */
export const PERMISSIONS = {
  "figures.read": EVERYBODY,
  "mail.read": EVERYBODY,
  "account.keep": EVERYBODY,
  "articles.write": WRITERS,
  "images.keep": ["owner", "editor", "campaigner"],
  "campaigns.write": CAMPAIGNERS,
  "signatures.read": CAMPAIGNERS,
  "signatures.defend": CAMPAIGNERS,
  "comments.moderate": CAMPAIGNERS,
  "signatures.take-out": CAMPAIGNERS,
  "staff.manage": ["owner"],
  "audit.read": ["owner"],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role carries a permission. */
export function may(role: StaffRole, permission: Permission): boolean {
  const allowed: readonly StaffRole[] = PERMISSIONS[permission];
  return allowed.includes(role);
}

/** How long a session lasts. It is never prolonged, so its end tells when it began. */
export const SESSION_DAYS = 7;

/** When the session that ends then was begun. */
export function signedInAt(expires: Date): Date {
  return new Date(expires.getTime() - SESSION_DAYS * 86_400_000);
}

/** Taking personal data out asks for a sign-in that is at most this old. */
export const FRESH_MINUTES = 15;

/** Whether a sign-in is young enough for what asks for a fresh one. */
export function isFresh(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= FRESH_MINUTES * 60_000;
}

const LONGEST_PATH = 1_000;
const NOWHERE = "http://nowhere.invalid";

/** A path of the staff's rooms behind the locale, as a browser would understand it; null for everything that leads elsewhere. */
export function staffPath(text: unknown): string | null {
  if (typeof text !== "string" || text.length > LONGEST_PATH || !text.startsWith("/")) return null;
  if (!URL.canParse(text, NOWHERE)) return null;
  const { origin, pathname, search } = new URL(text, NOWHERE);
  if (origin !== NOWHERE || !/^\/staff(\/|$)/.test(pathname)) return null;
  return pathname + search;
}
