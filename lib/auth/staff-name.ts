/** Returns the audit-log subject of a member of staff. */
export function staffSubject({ id }: { id: string }): string {
  return `staff:${id}`;
}

/** Returns the display name of a member of staff: the name, else the address. */
export function staffName({ name, email }: { name: string | null; email: string }): string {
  return name ?? email;
}
