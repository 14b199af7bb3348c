import { and, gt, isNull, or } from "drizzle-orm";
import type postgres from "postgres";
import { signatureAttempts, signatures } from "@/db/schema";

/**
 * The condition for attempts that can be confirmed, in a query that joins their signatures: the signature is pending, or was
 * withdrawn before the attempt. So links and codes from before a withdrawal do not undo it.
 */
export const isConfirmable = or(
  and(isNull(signatures.confirmedAt), isNull(signatures.withdrawnAt)),
  gt(signatureAttempts.attemptedAt, signatures.withdrawnAt),
);

/** Returns the same condition as SQL, for attempts that the statement calls `attempt`. */
export function isConfirmableFragment(sql: postgres.Sql) {
  return sql`(signatures.confirmed_at is null and signatures.withdrawn_at is null or attempt.attempted_at > signatures.withdrawn_at)`;
}
