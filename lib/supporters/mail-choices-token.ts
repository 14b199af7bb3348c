import { mac, sameBytes } from "@/lib/crypto";

const KEY_BYTES = 32; // HMAC-SHA-256
const MAC_BYTES = 16;

/**
 * Returns the token of the unsubscribe and mail-settings links: the address's HMAC (`emailKeyOf`) and its MAC. It names the
 * address, not a row, so that links in old mails still work when the supporter was purged and signs again. It never expires,
 * because mails are opened years later. It only authorises changing these settings.
 */
export function mailChoicesToken(emailKey: Uint8Array): string {
  return Buffer.concat([emailKey, proof(emailKey)]).toString("base64url");
}

/** Verifies a token and returns the HMAC of its address, or null for an invalid one. */
export function readMailChoicesToken(token: string): Buffer | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== KEY_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const emailKey = bytes.subarray(0, KEY_BYTES);
  return sameBytes(proof(emailKey), bytes.subarray(KEY_BYTES)) ? emailKey : null;
}

function proof(emailKey: Uint8Array): Buffer {
  return mac("supporters/mail-choices", emailKey).subarray(0, MAC_BYTES);
}
