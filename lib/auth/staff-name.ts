/** How the audit log names a member of staff. */
export function staffSubject({ id }: { id: string }): string {
  return `staff:${id}`;
}

/** What colleagues call a member of staff. */
export function staffName({ name, email }: { name: string | null; email: string }): string {
  return name ?? email;
}
