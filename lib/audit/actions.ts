/** The actions in the audit log, as `<kind>.<event>`. They are stored: `words` is the petition text, `set-aside` is quarantined. */
export const AUDIT_ACTIONS = [
  "staff.invited",
  "staff.invited-again",
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
  "campaign.created",
  "campaign.words-drafted",
  "campaign.words-discarded",
  "campaign.words-published",
  "campaign.settings-changed",
  "campaign.share-texts-changed",
  "campaign.published",
  "campaign.opened",
  "campaign.closed",
  "campaign.won",
  "campaign.replaced",
  "campaign.reopened",
  "campaign.archived",
  "campaign.unarchived",
  "campaign.undone",
  "campaign.goal-raised",
  "campaign.embed-origins-changed",
  "signature.read",
  "signature.set-aside",
  "signature.restored",
  "comment.approved",
  "comment.declined",
  "comment.returned",
  "name.approved",
  "name.declined",
  "export.requested",
  "export.pack-requested",
  "export.downloaded",
  "export.cancelled",
  "export.deleted",
  "setting.changed",
  "legal.published",
  "wording.published",
  "retention.applied",
  "request.opened",
  "request.done",
  "person.read",
  "person.exported",
  "person.erased",
  "person.address-changed",
  "person.signature-withdrawn",
  "person.mail-resent",
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The kinds of subject: the part of an action before the dot. */
export const AUDIT_KINDS = [...new Set(AUDIT_ACTIONS.map((action) => action.split(".", 1)[0] ?? ""))];

/** Whether a text is an action that this version knows. */
export function isAuditAction(text: string): text is AuditAction {
  return AUDIT_ACTIONS.some((action) => action === text);
}
