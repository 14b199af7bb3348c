import { z } from "zod";
import { isId } from "@/lib/ids";
import { AUDIT_KINDS } from "./actions";

const MAX_SUBJECT_LENGTH = 200;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => new Date(`${text}T00:00:00Z`))
  .refine((date) => !Number.isNaN(date.getTime()));

/** The filters of the audit log, parsed from the query. Invalid values are ignored. */
export const auditFilters = z.object({
  who: z.string().refine(isId).optional().catch(undefined),
  /** A kind of subject. */
  what: z.enum(AUDIT_KINDS).optional().catch(undefined),
  /** Cut, not ignored: a list of all events would be taken for those found. */
  subject: z
    .string()
    .transform((text) => text.trim().slice(0, MAX_SUBJECT_LENGTH))
    .pipe(z.string().min(1))
    .optional()
    .catch(undefined),
  from: day.optional().catch(undefined),
  /** The last day, inclusive. */
  to: day.optional().catch(undefined),
  /** Cursor: only events before this position. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

export type AuditFilters = z.output<typeof auditFilters>;
