import { parse, stringify } from "uuid";
import { keyFor, mac, sameBytes, sha256 } from "@/lib/crypto";

export const SIGN_IN_WITHIN_MINUTES = 10;
/** The maximum number of valid sign-in links per person: enough for slow mail, too few to flood a mailbox. */
export const MAX_LIVE_LINKS = 3;

const ID_BYTES = 16;
const MAC_BYTES = 16;

/** The ids in a sign-in link. */
export type SignInLink = { userId: string; tokenId: string };

/**
 * Returns the token of a sign-in link: both ids and their MAC. It is derived, so it is never stored: the web process stores
 * its hash, and the worker that renders the mail derives it again.
 */
export function signInToken({ userId, tokenId }: SignInLink): string {
  const ids = Buffer.concat([parse(userId), parse(tokenId)]);
  return Buffer.concat([ids, macOf(ids)]).toString("base64url");
}

/** Parses and verifies a token. Returns null for an invalid one. */
export function readSignInToken(token: string): SignInLink | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 2 * ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const ids = bytes.subarray(0, 2 * ID_BYTES);
  if (!sameBytes(bytes.subarray(2 * ID_BYTES), macOf(ids))) return null;
  return { userId: stringify(ids), tokenId: stringify(ids, ID_BYTES) };
}

/** Returns the hash under which next-auth stores and looks up a token. */
export function signInTokenHash(token: string): string {
  return sha256(`${token}${authSecret()}`);
}

/** The secret that next-auth hashes tokens with. */
export function authSecret(): string {
  return keyFor("next-auth").toString("base64url");
}

function macOf(ids: Uint8Array): Buffer {
  return mac("staff-sign-in", ids).subarray(0, MAC_BYTES);
}
