import { mac, sameBytes } from "@/lib/crypto";
import { idFromBytes, idToBytes } from "@/lib/ids";
import { readMailToken } from "@/lib/mail-token";

const ID_BYTES = 16;
/** With the id no multiple of three: see `readMailToken`. */
const MAC_BYTES = 18;
const PURPOSE = "me/address-change/v1";

/** Returns the token of the link by which a new address is confirmed: the id of the change and its MAC. */
export function addressToken(changeId: string): string {
  const id = idToBytes(changeId);
  return Buffer.concat([id, mac(PURPOSE, id).subarray(0, MAC_BYTES)]).toString("base64url");
}

/** Returns the id of the change of address in a token, or null for an invalid one. */
export function readAddressToken(token: string): string | null {
  const bytes = readMailToken(token, isGenuine);
  return bytes && idFromBytes(bytes.subarray(0, ID_BYTES));
}

function isGenuine(bytes: Buffer): boolean {
  if (bytes.length !== ID_BYTES + MAC_BYTES) return false;
  const id = bytes.subarray(0, ID_BYTES);
  return sameBytes(mac(PURPOSE, id).subarray(0, MAC_BYTES), bytes.subarray(ID_BYTES));
}
