import type { STAFF_ROLES } from "@/db/schema";

export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who may do what. A permission is named for the thing and the deed; a role that is not listed may not. */
const PERMISSIONS = {
  "figures.read": ["owner", "editor", "campaigner", "analyst"],
  "mail.read": ["owner", "editor", "campaigner", "analyst"],
  "staff.invite": ["owner"],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a role carries a permission. */
export function may(role: StaffRole, permission: Permission): boolean {
  const allowed: readonly StaffRole[] = PERMISSIONS[permission];
  return allowed.includes(role);
}
