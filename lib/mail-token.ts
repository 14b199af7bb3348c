/** Spaces, quotes and brackets before a token, copied together with it. */
const BEFORE = /^(%[0-9a-f]{2}|[^\w-])+/i;

/**
 * Reads a base64url token from a link in a mail, and returns its bytes if they are genuine, else null. Mail programs and
 * people add characters to a link (`.`, `)`, `>`, a space, quotes): these are ignored. Tokens mailed until November 2026
 * could end in `-` or `_`, which some mail programs leave out of the link: that letter is added again.
 *
 * The number of bytes of a new token is not a multiple of three. Then its last base64url character encodes fewer than six bits
 * and is never `-` or `_`.
 */
export function readMailToken(text: string, isGenuine: (bytes: Buffer) => boolean): Buffer | null {
  const token = text.replace(BEFORE, "").match(/^[\w-]+/)?.[0] ?? "";
  for (const candidate of [token, `${token}-`, `${token}_`]) {
    const bytes = Buffer.from(candidate, "base64url");
    // Node decodes several encodings to the same bytes. Only the canonical one is accepted.
    if (bytes.toString("base64url") === candidate && isGenuine(bytes)) return bytes;
  }
  return null;
}
