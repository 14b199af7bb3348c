/** Returns a LIKE pattern that matches a text anywhere. Escapes LIKE's wildcards. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
