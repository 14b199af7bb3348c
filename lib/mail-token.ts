/** What stands before a token that was copied with its surroundings: spaces, quotes, brackets. */
const BEFORE = /^(%[0-9a-f]{2}|[^\w-])+/i;

/**
 * Reads a base64url token from a link in a mail, and returns its bytes if they are genuine, else null. Mail programs and
 * people add characters to a link (`.`, `)`, `>`, a space, quotes): these are ignored. Tokens mailed until November 2026
 * could end in `-` or `_`, which some mail programs leave out of the link: that letter is added again.
 *
 * The number of bytes of a new token is no multiple of three: then its last character holds less than six bits, and is a
 * letter or digit.
 */
export function readMailToken(text: string, isGenuine: (bytes: Buffer) => boolean): Buffer | null {
  const token = text.replace(BEFORE, "").match(/^[\w-]+/)?.[0] ?? "";
  for (const candidate of [token, `${token}-`, `${token}_`]) {
    const bytes = Buffer.from(candidate, "base64url");
    // base64url has spellings that Node reads alike: only the one that we write is accepted.
    if (bytes.toString("base64url") === candidate && isGenuine(bytes)) return bytes;
  }
  return null;
}
