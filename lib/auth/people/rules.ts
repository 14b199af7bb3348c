const AGAIN_AFTER_MS = 60_000;

/** How the audit log names a member of staff. */
export function subjectOf({ id }: { id: string }): string {
  return `staff:${id}`;
}

/** Whether an invitation may be mailed once more: the last one has had a minute to arrive. */
export function canBeInvitedAgain(sent: { at: Date }[], now: Date): boolean {
  return sent.every(({ at }) => now.getTime() - at.getTime() >= AGAIN_AFTER_MS);
}

/** What colleagues call a member of staff. */
export function nameOf({ name, email }: { name: string | null; email: string }): string {
  return name ?? email;
}
