import { parse, stringify } from "uuid";
import { keyFor, mac, sameBytes, sha256 } from "@/lib/crypto";

export const SIGN_IN_WITHIN_MINUTES = 10;
/** How many unused sign-in links a person can have at a time: enough for a slow mail, too few to pester. */
export const MAX_LIVE_LINKS = 3;

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** Which sign-in link it is, and whose. */
export type SignInLink = { userId: string; tokenId: string };

/**
 * The secret of a sign-in link: both ids and our mark on them. It is derived, so that it never has to be stored:
 * the web keeps its hash, and the worker that writes the mail derives it again.
 */
export function signInToken({ userId, tokenId }: SignInLink): string {
  const ids = Buffer.concat([parse(userId), parse(tokenId)]);
  return Buffer.concat([ids, markOf(ids)]).toString("base64url");
}

/** The link that a token belongs to, or null when we did not make it. */
export function readSignInToken(token: string): SignInLink | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 2 * ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  if (!sameBytes(bytes.subarray(2 * ID_BYTES), markOf(ids))) return null;
  return { userId: stringify(ids), tokenId: stringify(ids, ID_BYTES) };
}

/** What is stored of a sign-in token: exactly the hash by which next-auth looks it up. */
export function signInTokenHash(token: string): string {
  return sha256(`${token}${authSecret()}`);
}

/** The secret that next-auth hashes tokens with. */
export function authSecret(): string {
  return keyFor("next-auth").toString("base64url");
}

function markOf(ids: Uint8Array): Buffer {
  return mac("staff-sign-in", ids).subarray(0, MAC_BYTES);
}
