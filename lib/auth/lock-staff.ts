import { and, asc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema";

/** Locks all owners until the transaction ends, and returns their ids. Concurrent changes of owners wait. */
export async function lockOwners(tx: Transaction): Promise<string[]> {
  const owners = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, "owner"), isNull(users.removedAt)))
    .orderBy(asc(users.id)) // always in this order, to avoid deadlocks
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
