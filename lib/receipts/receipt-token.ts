import { mac, sameBytes } from "@/lib/crypto";
import { idFromBytes, idToBytes } from "@/lib/ids";
import { readMailToken } from "@/lib/mail-token";

const ID_BYTES = 16;
/** With the id, 32 bytes, no multiple of three: see `readMailToken`. */
const MAC_BYTES = 16;

/**
 * Returns the token of a link to one receipt: the signature's id and its MAC. It shows that receipt, and changes nothing. It is not stored.
 */
export function receiptToken(signatureId: string): string {
  const id = idToBytes(signatureId);
  return Buffer.concat([id, macOf(id)]).toString("base64url");
}

/** Returns the id of the signature in a genuine token, or null. */
export function readReceiptToken(token: string): string | null {
  const bytes = readMailToken(token, isGenuine);
  return bytes && idFromBytes(bytes.subarray(0, ID_BYTES));
}

function isGenuine(bytes: Buffer): boolean {
  if (bytes.length !== ID_BYTES + MAC_BYTES) return false;
  return sameBytes(macOf(bytes.subarray(0, ID_BYTES)), bytes.subarray(ID_BYTES));
}

function macOf(id: Uint8Array): Buffer {
  return mac("receipt/link", id).subarray(0, MAC_BYTES);
}
