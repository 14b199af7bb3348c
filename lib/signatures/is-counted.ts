import { and, isNotNull, isNull } from "drizzle-orm";
import { signatures } from "@/db/schema";

/** The condition for signatures that count: confirmed, and neither withdrawn nor quarantined. Only these are shown, listed or delivered. */
export const isCounted = and(
  isNotNull(signatures.confirmedAt),
  isNull(signatures.withdrawnAt),
  isNull(signatures.quarantinedAt),
);

type Times = Record<"confirmedAt" | "withdrawnAt" | "quarantinedAt", Date | null>;

/** Whether a signature counts: the same as `isCounted` for a row that was read. */
export function counts({ confirmedAt, withdrawnAt, quarantinedAt }: Times): boolean {
  return confirmedAt !== null && withdrawnAt === null && quarantinedAt === null;
}
