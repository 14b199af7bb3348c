import { parse, stringify } from "uuid";
import { keyFor, mac, sameBytes, sha256 } from "@/lib/crypto";
import { readMailToken } from "@/lib/mail-token";

export const SIGN_IN_WITHIN_MINUTES = 10;
/** The maximum number of valid sign-in links per person: enough for slow mail, too few to flood a mailbox. */
export const MAX_LIVE_LINKS = 3;

const ID_BYTES = 16;
/** With the ids no multiple of three: see `readMailToken`. */
const MAC_BYTES = 17;
/** In links of invitations that were mailed until November 2026. */
const SHORT_MAC_BYTES = 16;

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
  const bytes = readMailToken(token, isGenuine);
  return bytes && { userId: stringify(bytes), tokenId: stringify(bytes, ID_BYTES) };
}

/** Returns a token as it was mailed, without what a mail program added to the link. Null for an invalid one. */
export function mailedSignInToken(token: string): string | null {
  return readMailToken(token, isGenuine)?.toString("base64url") ?? null;
}

function isGenuine(bytes: Buffer): boolean {
  const macBytes = bytes.length - 2 * ID_BYTES;
  if (macBytes !== MAC_BYTES && macBytes !== SHORT_MAC_BYTES) return false;
  return sameBytes(
    bytes.subarray(2 * ID_BYTES),
    macOf(bytes.subarray(0, 2 * ID_BYTES)).subarray(0, macBytes),
  );
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
