import { z } from "zod";
import { isId } from "@/lib/ids";
import { AUDIT_KINDS } from "./actions";

const LONGEST_SUBJECT = 200;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => new Date(`${text}T00:00:00Z`))
  .refine((date) => !Number.isNaN(date.getTime()));

/** What narrows the audit log, as it stands in an address. What cannot be read is left out. */
export const auditFilters = z.object({
  who: z.string().refine(isId).optional().catch(undefined),
  /** A kind of thing. */
  what: z.enum(AUDIT_KINDS).optional().catch(undefined),
  subject: z.string().trim().min(1).max(LONGEST_SUBJECT).optional().catch(undefined),
  from: day.optional().catch(undefined),
  /** The last day that is meant, itself included. */
  to: day.optional().catch(undefined),
  /** Only events before this position: where the page before ended. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

export type AuditFilters = z.output<typeof auditFilters>;
