import { mac, sameBytes } from "@/lib/crypto";
import { idFromBytes, idToBytes } from "@/lib/ids";

const ID_BYTES = 16;
const MAC_BYTES = 16;

/**
 * The token of the links by which a person chooses what we mail them: their id and its MAC. It never expires, since
 * a mail may be opened years later and its reader still wants no more of them; and it can do nothing but choose.
 */
export function mailChoicesToken(supporterId: string): string {
  const id = idToBytes(supporterId);
  return Buffer.concat([id, proof(id)]).toString("base64url");
}

/** The supporter whom a token stands for, or null when it is not one of ours. */
export function readMailChoicesToken(token: string): string | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const id = bytes.subarray(0, ID_BYTES);
  return sameBytes(proof(id), bytes.subarray(ID_BYTES)) ? idFromBytes(id) : null;
}

function proof(id: Uint8Array): Buffer {
  return mac("supporters/mail-choices", id).subarray(0, MAC_BYTES);
}
