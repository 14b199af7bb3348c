/** What staff can do to a thing, as the audit log names it: the thing, and what became of it. */
export const AUDIT_ACTIONS = [
  "staff.invited",
  "staff.role-changed",
  "staff.removed",
  "staff.restored",
  "staff.session-ended",
  "article.created",
  "article.published",
  "article.updated",
  "article.scheduled",
  "article.unpublished",
  "article.published-again",
  "article.moved",
  "article.version-restored",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];
