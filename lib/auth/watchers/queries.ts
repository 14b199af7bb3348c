import { eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { STAFF_ROLES, users } from "@/db/schema";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/locales";
import { may } from "../rules";

/** The ids of all staff who may watch figures. */
export async function listWatcherIds(db: Transaction): Promise<string[]> {
  const roles = STAFF_ROLES.filter((role) => may(role, "figures.read"));
  const watchers = await db.select({ id: users.id }).from(users).where(inArray(users.role, roles));
  return watchers.map(({ id }) => id);
}

/** Where and in which language to write to somebody who may watch figures; null for who may not any more. */
export async function getWatcher(
  db: Transaction,
  userId: string,
): Promise<{ email: string; locale: Locale } | null> {
  const [member] = await db
    .select({ email: users.email, locale: users.locale, role: users.role })
    .from(users)
    .where(eq(users.id, userId));
  if (!member || !may(member.role, "figures.read")) return null;
  return { email: member.email, locale: isLocale(member.locale) ? member.locale : DEFAULT_LOCALE };
}
