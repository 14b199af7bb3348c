import { mac, sameBytes } from "@/lib/crypto";

const KEY_BYTES = 32; // HMAC-SHA-256
const MAC_BYTES = 16;

/**
 * The token of the links by which a person chooses what we mail them: the HMAC of their address, as `emailKeyOf` makes it,
 * and its MAC. Of the address and not of a row, so that the link of an old mail still holds when the person was forgotten
 * and somebody signs with the address again. It never expires, since a mail may be opened years later and its reader still
 * wants no more of them; and it can do nothing but choose.
 */
export function mailChoicesToken(emailKey: Uint8Array): string {
  return Buffer.concat([emailKey, proof(emailKey)]).toString("base64url");
}

/** The key of the address that a token stands for, or null when it is not one of ours. */
export function readMailChoicesToken(token: string): Buffer | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== KEY_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const emailKey = bytes.subarray(0, KEY_BYTES);
  return sameBytes(proof(emailKey), bytes.subarray(KEY_BYTES)) ? emailKey : null;
}

function proof(emailKey: Uint8Array): Buffer {
  return mac("supporters/mail-choices", emailKey).subarray(0, MAC_BYTES);
}
