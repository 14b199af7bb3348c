/** What staff can do to a thing, as the audit log names it: the thing, and what became of it. */
export const AUDIT_ACTIONS = [
  "staff.invited",
  "staff.role-changed",
  "staff.removed",
  "staff.restored",
  "staff.session-ended",
  "signature.read",
  "signature.set-aside",
  "signature.restored",
  "comment.approved",
  "comment.declined",
  "comment.returned",
  "export.requested",
  "export.pack-requested",
  "export.downloaded",
  "export.cancelled",
  "export.deleted",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
