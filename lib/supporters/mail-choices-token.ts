import { mac, sameBytes } from "@/lib/crypto";
import { readMailToken } from "@/lib/mail-token";

const KEY_BYTES = 32; // HMAC-SHA-256
/** With the key no multiple of three: see `readMailToken`. */
const MAC_BYTES = 17;
/** In links that were mailed until November 2026. */
const SHORT_MAC_BYTES = 16;

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
  return readMailToken(token, isGenuine)?.subarray(0, KEY_BYTES) ?? null;
}

function isGenuine(bytes: Buffer): boolean {
  const macBytes = bytes.length - KEY_BYTES;
  if (macBytes !== MAC_BYTES && macBytes !== SHORT_MAC_BYTES) return false;
  return sameBytes(bytes.subarray(KEY_BYTES), proof(bytes.subarray(0, KEY_BYTES)).subarray(0, macBytes));
}

function proof(emailKey: Uint8Array): Buffer {
  return mac("supporters/mail-choices", emailKey).subarray(0, MAC_BYTES);
}
