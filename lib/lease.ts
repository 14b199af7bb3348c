import { and, eq, isNull, lte, or } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { newId } from "@/lib/ids";

/** The columns of a table whose rows are leased to one worker at a time, until a deadline. */
type Leasable = { id: PgColumn; leasedUntil: PgColumn; leaseToken: PgColumn };

/** A leased row. Only the worker with its `leaseToken` may change it. */
type Lease = { id: string; leaseToken: string };

/** The values that start a lease. A killed worker's lease expires after `seconds`. */
export function newLease(now: Date, seconds: number) {
  return { leaseToken: newId(), leasedUntil: leaseEnd(now, seconds) };
}

/** When a lease that is started or extended now expires. */
export function leaseEnd(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

/** The values that end a lease. */
export const NO_LEASE = { leaseToken: null, leasedUntil: null };

/** Matches rows that are not leased. */
export function isFree(table: Leasable, now: Date) {
  return or(isNull(table.leasedUntil), lte(table.leasedUntil, now));
}

/** Matches the leased row for as long as no other worker has taken it over. */
export function isHeldBy(table: Leasable, lease: Lease) {
  return and(eq(table.id, lease.id), eq(table.leaseToken, lease.leaseToken));
}
