import { and, asc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema";

/** Everybody who is an owner, until the transaction ends: nobody becomes one or ceases to be one meanwhile, except in turn. */
export async function lockOwners(tx: Transaction): Promise<string[]> {
  const owners = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.removedAt)))
    .orderBy(asc(users.id)) // In one order for all, so that no two wait for each other.
    .for("update");
  return owners.map(({ id }) => id);
}

/** Locks a staff member until the transaction ends, and returns them, or null. */
export async function lockMember(tx: Transaction, memberId: string) {
  const [member] = await tx
    .select()
    .from(users)
    .where(and(eq(users.id, memberId), isNull(users.removedAt)))
    .for("update");
  return member ?? null;
}

export type ByOwner = { by: string; now: Date };
