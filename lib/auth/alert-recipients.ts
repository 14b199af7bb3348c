import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { STAFF_ROLES, users } from "@/db/schema";
import { type Locale, localeOrDefault } from "@/lib/i18n/locales";
import { hasPermission } from "./permissions";

/** Lists the ids of all staff with the permission `figures.read`. */
export async function listAlertRecipientIds(db: Transaction): Promise<string[]> {
  const roles = STAFF_ROLES.filter((role) => hasPermission(role, "figures.read"));
  const recipients = await db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.role, roles), isNull(users.removedAt)));
  return recipients.map(({ id }) => id);
}

/** Lists the ids of all owners: they get the reports about retention. */
export async function listOwnerIds(db: Transaction): Promise<string[]> {
  const owners = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.removedAt)));
  return owners.map(({ id }) => id);
}

/** Returns the address and language of an alert recipient, or null if they no longer have the permission. */
export async function getAlertRecipient(
  db: Transaction,
  userId: string,
): Promise<{ email: string; locale: Locale } | null> {
  const [member] = await db
    .select({ email: users.email, locale: users.locale, role: users.role })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.removedAt)));
  if (!member || !hasPermission(member.role, "figures.read")) return null;
  return { email: member.email, locale: localeOrDefault(member.locale) };
}
