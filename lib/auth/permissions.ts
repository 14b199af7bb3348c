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
export function hasPermission(role: StaffRole, permission: Permission): boolean {
  const allowed: readonly StaffRole[] = PERMISSIONS[permission];
  return allowed.includes(role);
}
