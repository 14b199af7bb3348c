import type { STAFF_ROLES } from "@/db/schema";

export type StaffRole = (typeof STAFF_ROLES)[number];

const ALL_ROLES = ["owner", "editor", "campaigner", "analyst"] as const;
/** All roles, from the most to the least powerful. */
export const ROLES: readonly StaffRole[] = ALL_ROLES;

const WRITERS = ["owner", "editor"] as const;
const CAMPAIGNERS = ["owner", "campaigner"] as const;

/**
 * The roles that have each permission, checked by every page, action and route. A permission is named
 * `<subject>.<action>`. Analysts read counts, never personal data.
 */
export const PERMISSIONS = {
  "figures.read": ALL_ROLES,
  "mail.read": ALL_ROLES,
  "account.manage": ALL_ROLES,
  "articles.write": WRITERS,
  "images.upload": ["owner", "editor", "campaigner"],
  "campaigns.write": CAMPAIGNERS,
  "signatures.read": CAMPAIGNERS,
  "signatures.quarantine": CAMPAIGNERS,
  "comments.moderate": CAMPAIGNERS,
  "signatures.export": CAMPAIGNERS,
  "staff.manage": ["owner"],
  "audit.read": ["owner"],
  "settings.manage": ["owner"],
  "requests.answer": CAMPAIGNERS,
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role has a permission. */
export function hasPermission(role: StaffRole, permission: Permission): boolean {
  const allowed: readonly StaffRole[] = PERMISSIONS[permission];
  return allowed.includes(role);
}
