import { mac, sameBytes } from "@/lib/crypto";
import { idFromBytes, idToBytes } from "@/lib/ids";
import { readMailToken } from "@/lib/mail-token";

/** How long the link and the code of a confirmation mail are valid. */
export const CONFIRM_WITHIN_DAYS = 7;

const DAY_MS = 86_400_000;
const ID_BYTES = 16;
const TIME_BYTES = 4;
const MAC_BYTES = 16;

/** Names one attempt to sign: see `signature_attempts`. */
export type AttemptRef = { signatureId: string; attemptId: string };

/** A confirmation request: the attempt, and when its mail was requested. */
type Confirmation = AttemptRef & { askedAt: Date };

/**
 * Returns the token of the mailed link: signature, attempt, time and their MAC. The token is not stored, so reading the
 * database is not enough to confirm. The same request always gives the same token, so that a mail can be rendered again. The
 * attempt's id is a digest of its fields, so a link confirms exactly those.
 */
export function confirmationToken({ signatureId, attemptId, askedAt }: Confirmation): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUInt32BE(Math.floor(askedAt.getTime() / 1000));
  const body = Buffer.concat([idToBytes(signatureId), idToBytes(attemptId), time]);
  return Buffer.concat([body, macOf(body)]).toString("base64url");
}

/** Parses and verifies a token (`askedAt` in whole seconds). Returns null for an invalid one. */
export function readConfirmationToken(token: string): Confirmation | null {
  const bytes = readMailToken(token, isGenuine);
  if (!bytes) return null;
  const ids = bytes.subarray(0, -TIME_BYTES - MAC_BYTES);
  return {
    signatureId: idFromBytes(ids.subarray(0, ID_BYTES)),
    // A token from before `signature_attempts` existed has one id only: its attempt has the id of the signature.
    attemptId: idFromBytes(ids.subarray(-ID_BYTES)),
    askedAt: new Date(bytes.readUInt32BE(ids.length) * 1000),
  };
}

function isGenuine(bytes: Buffer): boolean {
  const idBytes = bytes.length - TIME_BYTES - MAC_BYTES;
  if (idBytes !== ID_BYTES && idBytes !== 2 * ID_BYTES) return false;
  return sameBytes(macOf(bytes.subarray(0, -MAC_BYTES)), bytes.subarray(-MAC_BYTES));
}

function macOf(body: Uint8Array): Buffer {
  return mac("confirmation/link", body).subarray(0, MAC_BYTES);
}

/** Returns the six-digit code of the same mail, to be typed into the page where the person signed. */
export function confirmationCode({ signatureId, attemptId, askedAt }: Confirmation): string {
  const digest = mac("confirmation/code", `${signatureId} ${attemptId} ${askedAt.getTime()}`);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

/** Whether a code, as `readConfirmationCode` returns it, is the mailed one. */
export function isConfirmationCode(code: string, confirmation: Confirmation): boolean {
  return sameBytes(Buffer.from(code), Buffer.from(confirmationCode(confirmation)));
}

/** Whether the link and the code of a mail are still valid. */
export function isFresh({ askedAt }: { askedAt: Date }, now: Date): boolean {
  return now.getTime() - askedAt.getTime() < CONFIRM_WITHIN_DAYS * DAY_MS;
}
