/** How the audit log names a member of staff. */
export function subjectOf({ id }: { id: string }): string {
  return `staff:${id}`;
}

/** What colleagues call a member of staff. */
export function nameOf({ name, email }: { name: string | null; email: string }): string {
  return name ?? email;
}
