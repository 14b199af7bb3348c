/** A pattern for LIKE that finds a text anywhere, with what LIKE would read as a sign of its own taken as it is. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
